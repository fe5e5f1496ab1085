using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Demo;

/// <summary>
/// Turns notes into samples with additive tones and shaped noise, to the same bits everywhere (see <see cref="PortableMath"/>).
/// </summary>
internal sealed class Synthesizer(Cues cues, int rate, SplitMix64 noise)
{
    private const int MostHarmonics = 20;
    private readonly double[] sine = PortableMath.Sine();
    private readonly Dictionary<double, double[]> tones = [];

    public static Waveform Play(DemoTrack track, DemoOptions options, Seed seed)
    {
        var cues = Cues.Of(track, seed);
        var own = seed.Derive(FormattableString.Invariant($"track/{track.Number}"));
        var notes = Score.Of(cues, options.Seconds, own.Derive("score").Generator());
        var mix = new double[options.Seconds * options.SampleRate];
        var synthesizer = new Synthesizer(cues, options.SampleRate, own.Derive("noise").Generator());
        foreach (var note in notes) synthesizer.Add(note, mix);
        synthesizer.AddFloor(mix);
        return new(Levelled(mix, cues.Level), options.SampleRate);
    }

    private void Add(Note note, double[] mix)
    {
        var start = (int)(note.Start * rate);
        var length = Math.Min((int)(note.Length * rate), mix.Length - start);
        if (length < 2) return;
        var part = mix.AsSpan(start, length);
        if (note.Voice == Voice.Kick) AddKick(part, note.Amplitude);
        else if (note.Voice == Voice.Hat) AddHat(part, note.Amplitude);
        else AddTone(part, note, breath: note.Voice == Voice.Melody ? 0.25 * cues.Roughness * cues.Roughness : 0);
    }

    // Two oscillators, slightly apart where the music is rough, under a straight attack, a slow decay and a short release.
    private void AddTone(Span<double> part, Note note, double breath)
    {
        var tone = Tone(note.Pitch);
        var step = PortableMath.Frequency(note.Pitch) * PortableMath.SineSize / rate;
        var apart = step * (1 + 0.002 + 0.012 * cues.Roughness);
        var attack = Math.Min((int)(cues.Attack * rate) + 1, part.Length / 2 + 1);
        var release = Math.Min((int)(0.015 * rate), part.Length / 3) + 1;
        var decay = 1 - 2.5 * (1.2 - cues.Duty) / rate;
        double first = 0, second = PortableMath.SineSize / 4, level = note.Amplitude, hiss = 0;
        for (var i = 0; i < part.Length; i++)
        {
            var envelope = level;
            if (i < attack) envelope *= (double)i / attack;
            if (part.Length - i < release) envelope *= (double)(part.Length - i) / release;
            if (i >= attack) level *= decay;
            var value = At(tone, first) + 0.7 * At(tone, second);
            if (breath > 0)
            {
                hiss += 0.5 * (noise.NextDouble() - 0.5 - hiss);
                value += 4 * breath * hiss;
            }
            part[i] += envelope * value;
            if ((first += step) >= PortableMath.SineSize) first -= PortableMath.SineSize;
            if ((second += apart) >= PortableMath.SineSize) second -= PortableMath.SineSize;
        }
    }

    private void AddKick(Span<double> part, double level)
    {
        double phase = 0, step = 110.0 * PortableMath.SineSize / rate, decay = 1 - 25.0 / rate;
        for (var i = 0; i < part.Length; i++)
        {
            part[i] += level * At(sine, phase);
            level *= decay;
            step *= 1 - 6.0 / rate;
            if ((phase += step) >= PortableMath.SineSize) phase -= PortableMath.SineSize;
        }
    }

    private void AddHat(Span<double> part, double level)
    {
        double before = 0, decay = 1 - 60.0 / rate;
        for (var i = 0; i < part.Length; i++)
        {
            var now = noise.NextDouble() - 0.5;
            part[i] += level * (now - before);
            (before, level) = (now, level * decay);
        }
    }

    // A quiet bed of noise under everything, as every recording has.
    private void AddFloor(double[] mix)
    {
        var level = 0.004 + 0.012 * cues.Roughness;
        for (var i = 0; i < mix.Length; i++) mix[i] += level * (noise.NextDouble() - 0.5);
    }

    // One period with as many harmonics as fit below 0.45 of the rate; [size + 1].
    private double[] Tone(double pitch)
    {
        if (tones.TryGetValue(pitch, out var tone)) return tone;
        tone = new double[PortableMath.SineSize + 1];
        var amplitude = 1.0;
        for (var h = 1; h <= MostHarmonics && h * PortableMath.Frequency(pitch) < 0.45 * rate; h++)
        {
            var weight = amplitude * (h % 2 == 0 ? cues.EvenHarmonics : 1);
            for (var i = 0; i < PortableMath.SineSize; i++) tone[i] += weight * sine[h * i % PortableMath.SineSize];
            amplitude *= cues.Brightness;
        }
        tone[^1] = tone[0];
        return tones[pitch] = tone;
    }

    private static double At(double[] table, double phase)
    {
        var index = (int)phase;
        return table[index] + (phase - index) * (table[index + 1] - table[index]);
    }

    // To the asked RMS, with peaks rounded off below full scale (the rational form of tanh).
    private static float[] Levelled(double[] mix, double decibels)
    {
        var sum = 0.0;
        foreach (var x in mix) sum += x * x;
        var gain = PortableMath.Amplitude(decibels) / Math.Sqrt(sum / mix.Length + 1e-12);
        var samples = new float[mix.Length];
        for (var i = 0; i < mix.Length; i++)
        {
            var x = Math.Clamp(gain * mix[i], -3, 3);
            samples[i] = (float)(x * (27 + x * x) / (27 + 9 * x * x));
        }
        return samples;
    }
}
