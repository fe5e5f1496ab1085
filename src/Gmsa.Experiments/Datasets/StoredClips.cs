using System.Collections;

namespace Gmsa.Experiments.Datasets;

/// <summary>One feature of the clips of a dataset, read from their stores whenever they are asked for: no clip is kept in memory.</summary>
internal sealed class StoredClips(IReadOnlyList<(FeatureStore Store, string AudioHash)> clips) : IReadOnlyList<float[]>
{
    public int Count => clips.Count;

    public float[] this[int index] => clips[index].Store.Read(clips[index].AudioHash);

    public IEnumerator<float[]> GetEnumerator() => clips.Select(c => c.Store.Read(c.AudioHash)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
