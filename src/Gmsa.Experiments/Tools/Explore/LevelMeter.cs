using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tools;

/// <summary>Measures how loud audio is.</summary>
internal static class LevelMeter
{
    /// <summary>A magnitude at which a sample counts as clipped: 16 bits reach 0.99997, and mixing rounds.</summary>
    public const double FullScale = 0.999;

    /// <summary>Below this root mean square audio counts as silent: -60 dBFS.</summary>
    public const double Silence = 0.001;

    public static Levels Of(Waveform sound)
    {
        var (peak, total, clipped) = (0.0, 0.0, 0);
        var (block, silent, heard) = (Math.Max(1, sound.Rate / 20), 0, false);
        for (var from = 0; from < sound.Samples.Length; from += block)
        {
            var part = sound.Samples.AsSpan(from, Math.Min(block, sound.Samples.Length - from));
            var sum = 0.0;
            foreach (var sample in part)
            {
                var magnitude = Math.Abs((double)sample);
                peak = Math.Max(peak, magnitude);
                if (magnitude >= FullScale) clipped++;
                sum += magnitude * magnitude;
            }
            total += sum;
            if (!heard && Math.Sqrt(sum / part.Length) < Silence) silent += part.Length;
            else heard = true;
        }
        var count = (double)sound.Samples.Length;
        return new(peak, Math.Sqrt(total / count), clipped / count, (double)silent / sound.Rate);
    }
}
