using System.Globalization;
using Microsoft.ML;

namespace Gmsa.Experiments.Training;

/// <summary>Fits an ML.NET pipeline as a trainer: no epochs, no use for validation rows.</summary>
internal static class MlNetFit
{
    /// <exception cref="OperationCanceledException">Asked for before or after the fit, or noticed by ML.NET within.</exception>
    public static TrainedModel Run<T>(TrainingContext context, IEstimator<T> pipeline) where T : class, ITransformer
    {
        context.Cancel.ThrowIfCancellationRequested();
        var model = pipeline.Fit(context.Train);
        context.Cancel.ThrowIfCancellationRequested();
        return new(model, BestEpoch: null);
    }

    /// <summary>The column that says how much a row counts; null where all count alike.</summary>
    public static string? WeightColumn(TrainingContext context) => context.Train.Schema.GetColumnOrNull("Weight")?.Name;

    /// <summary>A number as ML.NET's expressions write it.</summary>
    public static string Literal(double value) => value.ToString("0.0###########", CultureInfo.InvariantCulture) + "f";
}
