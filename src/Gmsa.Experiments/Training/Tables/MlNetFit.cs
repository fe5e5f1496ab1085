using System.Globalization;
using Microsoft.ML;

namespace Gmsa.Experiments.Training;

/// <summary>Fits an ML.NET pipeline as a trainer: no epochs, no use for validation rows.</summary>
internal static class MlNetFit
{
    // The largest power of two that a float can be, as which it is written, is 127.
    private const int MostHalvings = 126;

    /// <exception cref="OperationCanceledException">Asked for before or after the fit, or noticed by ML.NET within.</exception>
    public static TrainedModel Run<T>(TrainingContext context, IEstimator<T> pipeline) where T : class, ITransformer
    {
        context.Cancel.ThrowIfCancellationRequested();
        var model = pipeline.Fit(context.Train);
        context.Cancel.ThrowIfCancellationRequested();
        return TrainedModel.Of(context, model);
    }

    /// <summary>The column that says how much a row counts; null where all count alike.</summary>
    public static string? WeightColumn(TrainingContext context) => context.Train.Schema.GetColumnOrNull("Weight")?.Name;

    /// <summary>
    /// A number of at least 0 as ML.NET's expressions write it, to the bits of a float: whole numbers and their quotients, "1f",
    /// "(1f / 4f)". ML.NET reads 0.25 in the current culture, also where it loads a model: only whole numbers are the same everywhere.
    /// </summary>
    public static string Literal(double value)
    {
        var (over, power) = ((float)value, 0);
        for (; over != MathF.Floor(over) && power < MostHalvings; power++) over *= 2;
        return power == 0 ? Whole(over) : $"({Whole(over)} / {Whole(MathF.ScaleB(1, power))})";
    }

    private static string Whole(float value) => value.ToString("F0", CultureInfo.InvariantCulture) + "f";
}
