namespace Gmsa.Experiments.Datasets;

/// <summary>
/// The rows of a store as a dataset reads them: none is given that isn't what was written. Where one isn't, it is made again, and with it
/// every other damaged one of the store, since damage seldom comes alone. That costs nothing until a row is read. Thread-safe.
/// </summary>
/// <param name="remake">Opens the store anew, reads all rows that the dataset needs, and makes the damaged ones again.</param>
internal sealed class SoundRows(FeatureStore store, Func<FeatureStore> remake)
{
    private readonly Lock gate = new();
    private volatile FeatureStore current = store;
    private int before; // found by stores that were opened earlier
    private bool wasRemade;

    public string Folder => current.Folder;

    /// <summary>How many rows were found damaged so far.</summary>
    public int Damaged
    {
        get
        {
            lock (gate) return before + current.Damaged;
        }
    }

    /// <summary>How much of its clip the audio fills, in seconds; its row is whole.</summary>
    public double Seconds(string audioHash) => current.Seconds(audioHash);

    /// <summary>The numbers of audio whose row is whole, row-major.</summary>
    /// <exception cref="IOException">They aren't what was written, and can't be made again: the audio isn't what or where it
    /// was.</exception>
    public float[] Read(string audioHash)
    {
        if (current.TryRead(audioHash) is { } numbers) return numbers;
        lock (gate)
        {
            if (current.TryRead(audioHash) is { } meanwhile) return meanwhile;
            if (!wasRemade || current.IsWhole(audioHash)) Remake(); // else that couldn't make it, and won't
            return current.TryRead(audioHash) ?? throw new IOException(
                $"{FeatureStore.ValuesFile(Folder)}: the numbers of audio {audioHash} aren't what was written, "
                + "and the audio is no longer there to make them again. Run again: that says which file it is.");
        }
    }

    private void Remake()
    {
        var renewed = remake();
        before += current.Damaged;
        (current, wasRemade) = (renewed, true);
    }
}
