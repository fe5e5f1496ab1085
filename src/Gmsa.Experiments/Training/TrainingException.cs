namespace Gmsa.Experiments.Training;

/// <summary>
/// Training can't go on with these options on these rows: a loss that is no number, rows without a label. One trial fails; others needn't.
/// </summary>
public sealed class TrainingException(string message) : Exception(message);
