namespace Gmsa.Experiments.Features;

/// <summary>
/// How much starts at each moment: the rise in dB from one frame's mel bands to the next's, falls counting as 0, averaged over 128 bands;
/// [1 + samples / hop], moved so that a rise stands in the middle of its frame. librosa's <c>onset.onset_strength</c> with its defaults
/// (Boeck and Widmer, "Maximum filter vibrato suppression for onset detection", 2013, without that filter).
/// </summary>
internal sealed record OnsetStrength(int SampleRate, int NFft, int Hop)
{
    private const int Bands = 128;
    private const double Range = 80; // dB

    /// <summary>dB per frame; nobody writes into it.</summary>
    public double[] Of(Spectra spectra) => spectra.Once(this, () => Make(spectra));

    private double[] Make(Spectra spectra)
    {
        var frames = Spectrum.Frames(spectra.Samples, NFft, Hop);
        var mel = new MelFilterBank(SampleRate, NFft, Bands).Apply(spectra.Power(new(NFft, Hop)), frames); // [bands, frames]
        Numbers.ToDecibels(mel, reference: 1, Range);
        var (strength, later) = (new double[frames], 1 + NFft / (2 * Hop));
        for (var band = 0; band < Bands; band++)
            for (var frame = later; frame < frames; frame++)
            {
                var rise = mel[band * frames + frame - later + 1] - mel[band * frames + frame - later];
                if (rise > 0) strength[frame] += rise / Bands;
            }
        return strength;
    }
}
