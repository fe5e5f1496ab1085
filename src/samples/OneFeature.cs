#:project ../Gmsa.Experiments/Gmsa.Experiments.csproj
#:property PublishAot=false
// One feature of one audio file, without a study: dotnet run OneFeature.cs -- song.wav
// Kinds that need a Fourier transform need torch's native library too; the program `gmsa` brings it, a program of your own references
// TorchSharp-cpu.
using System.Globalization;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var clip = AudioFile.Read(args[0], sampleRate: 22050, offset: TimeSpan.Zero, length: TimeSpan.FromSeconds(30), CancellationToken.None);
Console.WriteLine($"{clip.Samples.Length} samples at {clip.Rate} Hz");

AudioFeatureOptions[] kinds = [new RmsOptions { Hop = 1024 }, new ZcrOptions()];
foreach (var options in kinds)
{
    using var feature = options.Create(clip.Rate);
var map = feature.Extract(clip);
    Console.WriteLine($"{options.GetType().Name}: {map.Shape.Rows} x {map.Shape.Frames}, mean {map.Values.Average():0.0000}");
}
