using System.Collections;

namespace Gmsa.Experiments.Datasets;

/// <summary>One feature of the clips of a dataset, read from their rows whenever they are asked for: no clip is kept in memory.</summary>
internal sealed class StoredClips(IReadOnlyList<(SoundRows Rows, string AudioHash)> clips) : IReadOnlyList<float[]>
{
    public int Count => clips.Count;

    /// <summary>The row of each clip; several may have the same.</summary>
    public IEnumerable<(SoundRows Rows, string AudioHash)> Rows => clips;

    public float[] this[int index] => clips[index].Rows.Read(clips[index].AudioHash);

    public IEnumerator<float[]> GetEnumerator() => clips.Select(c => c.Rows.Read(c.AudioHash)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
