using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Demo;

/// <summary>What a track of the synthetic corpus is to express, and whose it is. Artist and number count from 0.</summary>
internal sealed record DemoTrack(int Number, int Artist, double Energy, double Valence)
{
    private const int PerArtist = 4;
    private const int Octants = 8;

    public string Id => FormattableString.Invariant($"demo-{Number + 1:D4}");
    public string ArtistName => FormattableString.Invariant($"Synth artist {Artist + 1:D2}");
    public string Album => FormattableString.Invariant($"Synth album {Artist + 1:D2}{(Number % PerArtist < PerArtist / 2 ? 'A' : 'B')}");
    public string Title => FormattableString.Invariant($"Synth study {Number + 1:D4}");
    public string Path => $"audio/{ArtistName}/{Title}.wav";

    /// <summary>
    /// All tracks. Every eight in a row have one mood of eight each, in random order, so two artists share them: moods are even, and an
    /// artist says nothing about them.
    /// </summary>
    public static IReadOnlyList<DemoTrack> All(DemoOptions options, Seed seed)
    {
        var generator = seed.Derive("moods").Generator();
        var tracks = new DemoTrack[options.Tracks];
        for (var first = 0; first < tracks.Length; first += Octants)
        {
            var octants = Enumerable.Range(0, Octants).ToArray();
            generator.Shuffle(octants.AsSpan());
            for (var i = first; i < Math.Min(first + Octants, tracks.Length); i++) tracks[i] = Draw(i, octants[i - first], generator);
        }
        return tracks;
    }

    // An octant is the signs of energy and valence and which of them is further from the middle; both stay .08 and the diagonal .06 away
    // from a border.
    private static DemoTrack Draw(int number, int octant, SplitMix64 generator)
    {
        var far = 0.24 + 0.22 * generator.NextDouble();
        var near = 0.08 + (far - 0.06 - 0.08) * generator.NextDouble();
        var (energy, valence) = (octant & 4) == 0 ? (far, near) : (near, far);
        if ((octant & 1) != 0) energy = -energy;
        if ((octant & 2) != 0) valence = -valence;
        return new(number, number / PerArtist, Rounded(0.5 + energy), Rounded(0.5 + valence));
    }

    private static double Rounded(double value) => Math.Floor(value * 1000 + 0.5) / 1000;
}
