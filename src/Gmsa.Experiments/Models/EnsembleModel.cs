using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Training;
using Microsoft.ML;

namespace Gmsa.Experiments.Models;

/// <summary>A model of an ensemble.</summary>
/// <param name="Weight">How much it counts; all sum to 1.</param>
/// <param name="Info">What its own bundle says of it.</param>
internal sealed record ModelMember(IModel Model, double Weight, BundleInfo Info);

/// <summary>What an ensemble says of itself.</summary>
/// <param name="Weights">Of its members, in the order of their bundles; null where one model stands for all of them.</param>
/// <param name="Temperature">Null for none.</param>
/// <param name="Members">Whose bundles are the ensemble's files.</param>
internal sealed record EnsembleModelCard(
    IReadOnlyList<double>? Weights, double? Temperature, IReadOnlyList<ModelMember> Members) : ModelCard;

/// <summary>
/// Several models as one, of whatever kind: the weighted mean of what they say of an item (each the mean over its rows), then temperature
/// scaling. Kept as its members' bundles.
/// </summary>
internal sealed class EnsembleModel : IModel
{
    private readonly IReadOnlyList<ModelMember> members;
    private readonly double temperature;

    /// <param name="members">They belong to the ensemble from here on.</param>
    /// <param name="temperature">More than 0; 1 leaves the mean as it is.</param>
    /// <exception cref="ArgumentException">No members, weights that aren't positive or don't sum to 1, or no temperature.</exception>
    public EnsembleModel(IReadOnlyList<ModelMember> members, double temperature = 1)
    {
        if (members.Count == 0 || members.Any(m => !(m.Weight > 0)) || Math.Abs(members.Sum(m => m.Weight) - 1) > 1e-6)
            throw new ArgumentException("an ensemble has one member or more, with positive weights that sum to 1", nameof(members));
        if (!(temperature > 0) || double.IsInfinity(temperature))
            throw new ArgumentException("a temperature is a positive number", nameof(temperature));
        (this.members, this.temperature) = (members, temperature);
    }

    public ITransformer? Plain => null;

    public IReadOnlyList<double[]> Score(IDataView rows, IReadOnlyList<int> items) => Temperature.Apply(
        Blend.Mean([.. members.Select(m => m.Model.Score(rows, items))], [.. members.Select(m => m.Weight)]), temperature);

    public SavedModel Save()
    {
        double? scaled = temperature == 1 ? null : temperature;
        // One model is kept where it always is, so that plain ML.NET opens it there.
        if (members is [{ Model.Plain: not null } only]) return only.Model.Save() with { Card = new EnsembleModelCard(null, scaled, []) };
        return new(new Dictionary<string, byte[]>(), new EnsembleModelCard([.. members.Select(m => m.Weight)], scaled, members));
    }

    /// <summary>
    /// The same in as few parts as can be: the only member, or one chain of ML.NET's own transforms for plain ML.NET to open, where all
    /// members are such. A chain scores as many times slower as there are labels.
    /// </summary>
    /// <param name="like">Has the columns that the members were trained on.</param>
    /// <param name="isOneRow">True where an item is one row: the chain then scales by the temperature too. Of several rows the mean is to
    /// be scaled, which a chain doesn't see.</param>
    public IModel Joined(MLContext ml, IDataView like, bool isOneRow)
    {
        if (members is [var only] && temperature == 1) return only.Model;
        if (members.Any(m => m.Model.Plain is null)) return this;
        var chain = new MlNetModel(ml, WeightedEnsemble.Of(
            ml, like, [.. members.Select(m => new EnsembleMember(m.Model.Plain!, m.Weight))], isOneRow ? temperature : 1), like.Schema);
        return isOneRow || temperature == 1 ? chain : new EnsembleModel([new(chain, 1, members[0].Info)], temperature);
    }

    public void Dispose()
    {
        foreach (var member in members) member.Model.Dispose();
    }
}
