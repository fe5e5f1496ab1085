using Microsoft.ML;

namespace Gmsa.Experiments.Training;

/// <summary>What was trained, whatever it is made of: it scores, and says how it is kept.</summary>
public interface IModel : IDisposable
{
    /// <summary>The same as a transformer that plain ML.NET saves and loads; null where there is none.</summary>
    ITransformer? Plain { get; }

    /// <summary>
    /// Of each item the mean of its rows' probabilities, one a label in the order of the labels. Items stand in the order of their first
    /// rows.
    /// </summary>
    /// <param name="rows">Rows with the columns that it was trained on.</param>
    /// <param name="items">Which item each row is a part of, as clips are of a track.</param>
    IReadOnlyList<double[]> Score(IDataView rows, IReadOnlyList<int> items);

    /// <summary>Everything that it needs to be loaded again.</summary>
    /// <exception cref="NotSupportedException">It is made of something that can't be saved.</exception>
    SavedModel Save();
}

/// <summary>A model as a bundle keeps it.</summary>
/// <param name="Files">The bundle's entries by name, but for <c>gmsa.json</c>.</param>
/// <param name="Card">What is to be known of them; null of what ML.NET keeps, which says all itself.</param>
public sealed record SavedModel(IReadOnlyDictionary<string, byte[]> Files, ModelCard? Card = null);

/// <summary>What is to be known of a kind of model beside its files, so that it can be loaded.</summary>
public abstract record ModelCard
{
    private protected ModelCard() { }
}
