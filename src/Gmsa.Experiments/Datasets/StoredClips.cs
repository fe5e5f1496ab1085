using System.Collections;

namespace Gmsa.Experiments.Datasets;

/// <summary>One feature of the tracks of a dataset, read from its store whenever it is asked for: no clip is kept in memory.</summary>
internal sealed class StoredClips(FeatureStore store, IReadOnlyList<string> audioHashes) : IReadOnlyList<float[]>
{
    public int Count => audioHashes.Count;

    public float[] this[int index] => store.Read(audioHashes[index]);

    public IEnumerator<float[]> GetEnumerator() => audioHashes.Select(store.Read).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
