namespace Gmsa.Experiments.Training;

/// <summary>
/// Training can't go on with these options on these rows: rows without a label, a picture that is too small. One
/// trial fails; others needn't.
/// </summary>
public class TrainingException(string message) : Exception(message);

/// <summary>Training led to numbers that are none: a loss or a score that is not finite. Other options may do better.</summary>
public sealed class DivergedException(string message) : TrainingException(message);
