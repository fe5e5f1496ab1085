namespace Gmsa.Experiments.Training;

/// <summary>A schedule: the learning rate at each step of a network's training.</summary>
/// <param name="step">From 0: how many batches were learnt from before, in this epoch and those before it.</param>
public delegate double LearningRates(int step);
