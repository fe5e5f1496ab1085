using Gmsa.Experiments.Features;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Training;

/// <summary>The options of <see cref="Majority"/>: none.</summary>
public sealed record MajorityOptions : TrainerOptions
{
    public override string? Needs(FeatureShape shape) => null;

    public override bool JoinsFeatures => true;

    // It is there to show what always giving the most frequent answer is worth; balanced, every answer would be as frequent.
    public override bool Balances => false;

    public override ITrainer Create() => new Majority();
}

/// <summary>
/// Hears nothing: every row's probabilities are the labels' shares of the training rows. The least that any other trainer must beat.
/// Rows' weights are ignored: it is there to show what always giving the most frequent answer is worth, and weights would make all labels
/// equally frequent.
/// Made of ML.NET's own transforms, so that its model is an ML.NET model like any other (its Prior trainer can't be loaded again).
/// </summary>
internal sealed class Majority : ITrainer
{
    private const string Nothing = "Nothing";

    public TrainedModel Fit(TrainingContext context)
    {
        var counts = new double[context.Labels.Count];
        foreach (var key in context.Train.GetColumn<uint>("Label").Where(key => key > 0)) counts[key - 1]++;
        var columns = counts.Select((_, i) => FormattableString.Invariant($"Share{i}")).ToArray();
        // Asking for more occurrences of each value than there can be leaves one slot, which is 0: a constant to say the shares to.
        var chain = new EstimatorChain<ITransformer>()
            .Append<ITransformer>(context.Ml.Transforms.FeatureSelection.SelectFeaturesBasedOnCount(Nothing, "Features", long.MaxValue));
        foreach (var (column, count) in columns.Zip(counts))
            chain = chain.Append<ITransformer>(context.Ml.Transforms.Expression(column, Constant(count / counts.Sum()), Nothing));
        return MlNetFit.Run(context, chain.Append<ITransformer>(context.Ml.Transforms.Concatenate("Score", columns)));
    }

    private static string Constant(double share) => "nothing : " + MlNetFit.Literal(share);
}
