namespace Gmsa.Experiments.Records;

/// <summary>
/// What reports show of the tracks that are hard, beside the predictions: <c>hard.json</c>, with the pictures it names under
/// <c>pictures/</c>. Kept when the study ends, since it takes the dataset.
/// </summary>
public sealed record HardCard
{
    /// <summary>Where relative paths of audio start; null where there is none.</summary>
    public string? AudioRoot { get; init; }

    /// <summary>Where the part that is learnt from begins and ends in a track, seconds.</summary>
    public double From { get; init; }

    /// <inheritdoc cref="From"/>
    public double To { get; init; }

    /// <summary>The picture feature that drew the tracks; null where there is none.</summary>
    public string? Feature { get; init; }

    public required IReadOnlyList<HardTrackCard> Tracks { get; init; }
}

/// <summary>A hard track of any scheme.</summary>
/// <param name="Picture">Relative to the study's folder; null where there is none.</param>
/// <param name="Silence">The share of the picture, at its right, that only fills it up, 0 to 1.</param>
/// <param name="Borders">By scheme how far it lies from the nearest place with another label; schemes without borders are absent.</param>
public sealed record HardTrackCard(string TrackId, string? Picture, IReadOnlyDictionary<string, double> Borders, double Silence = 0);
