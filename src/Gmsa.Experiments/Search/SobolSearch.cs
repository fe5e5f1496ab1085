using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of Sobol search: those of every search.</summary>
public sealed record SobolSearchOptions : SearchOptions
{
    public override bool LearnsFromScores => false;

    public override ISearch Create() => new SobolSearch();
}

/// <summary>
/// The points of a scrambled Sobol sequence (<see cref="SobolSequence"/>): as random as <see cref="RandomSearch"/>'s, but spread evenly
/// over each dimension and over pairs of them. Each dimension has its own coordinate in the order of the file, conditional ones too,
/// whether they count or not. The n-th point depends on the seed and n alone, never on scores. It goes on without end.
/// </summary>
internal sealed class SobolSearch : ISearch
{
    public Point? Next(SearchSpace space, Seed seed, IReadOnlyList<Observation> history) => Draw(space, seed, history.Count);

    /// <summary>The point called <paramref name="index"/>, from 0 on.</summary>
    internal static Point Draw(SearchSpace space, Seed seed, int index)
    {
        var sequence = new SobolSequence(seed.Derive("sobol"));
        var values = new Dictionary<string, object>(space.Dimensions.Count);
        for (var i = 0; i < space.Dimensions.Count; i++)
        {
            var dimension = space.Dimensions[i];
            if (SearchSpace.IsActive(dimension, values)) values.Add(dimension.Name, UnitScale.ValueAt(dimension, sequence[index, i]));
        }
        return new(values);
    }
}
