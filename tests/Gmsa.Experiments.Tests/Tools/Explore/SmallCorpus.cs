using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Tools;

namespace Gmsa.Experiments.Tests.Tools.Explore;

/// <summary>A folder of small WAV files with a manifest, made to measure.</summary>
internal sealed class SmallCorpus(string folder)
{
    private readonly List<string> rows = [];

    public string Manifest => Path.Combine(folder, "manifest.csv");

    public string Out => Path.Combine(folder, "out");

    /// <summary>Adds a track of seeded noise round a tone.</summary>
    /// <param name="fields">What follows id and path in its row.</param>
    public SmallCorpus Add(
        string id, string fields, double seconds = 4, int rate = 8000, int seed = 0, Func<double, float, float>? sound = null)
    {
        var generator = new Seed((ulong)(seed + rows.Count)).Generator();
        var samples = new float[(int)(seconds * rate)];
        for (var i = 0; i < samples.Length; i++)
        {
            var noise = (float)(0.05 * (generator.NextDouble() - 0.5) + 0.2 * Math.Sin(2 * Math.PI * (300 + 10 * rows.Count) * i / rate));
            samples[i] = sound is null ? noise : sound((double)i / rate, noise);
        }
        using var stream = File.Create(Path.Combine(folder, $"{rows.Count}.wav"));
        WavWriter.Write(stream, new(samples, rate));
        rows.Add($"{id},{rows.Count}.wav,{fields}");
        return this;
    }

    public SmallCorpus AddMissing(string id, string fields)
    {
        rows.Add($"{id},missing.wav,{fields}");
        return this;
    }

    public SmallCorpus Write(string columns)
    {
        File.WriteAllLines(Manifest, ["id,path," + columns, .. rows]);
        return this;
    }

    public ExploreRequest Request(int workers = 2, params string[] labels) =>
        new(Manifest, Out) { Rate = 8000, Length = "4s", Workers = workers, Labels = labels };

    public CorpusView Look(string length = "4s", params string[] labels)
    {
        var request = Request(2, labels) with { Length = length };
        return CorpusExplorer.Look(request, new(request.Rate, TimeSpan.Zero, ExploreCheck.Duration(length)!.Value), new Nowhere(),
            TestContext.Current.CancellationToken);
    }

    internal sealed class Nowhere : IProgress<Progress>
    {
        public void Report(Progress value) { }
    }
}
