using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Search;

/// <summary>
/// A search's scores as people read them. Searches, records and journals keep that larger is better, and so minus the log loss; people
/// read a log loss of 0 or more, and are told that lower is better.
/// </summary>
/// <param name="Metric">A <see cref="SearchMetric"/> as records have it ("logLoss"); empty where it isn't known.</param>
internal readonly record struct ShownScore(string Metric)
{
    public bool IsLoss => Metric == "logLoss";

    /// <summary>"inner score", "inner log loss (lower is better)".</summary>
    public string Title => IsLoss ? "inner log loss (lower is better)" : "inner score";

    /// <summary>What a number is called that stands alone: "score", "log loss".</summary>
    public string Name => IsLoss ? "log loss" : "score";

    /// <summary>The metric's own value.</summary>
    public double Of(double score) => IsLoss ? 0 - score : score; // never minus nought

    /// <inheritdoc cref="Of(double)"/>
    public double? Of(double? score) => score is { } s ? Of(s) : null;
}
