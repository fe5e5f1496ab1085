namespace Gmsa.Experiments.Training;

/// <summary>Changes a network's weights by their gradients, step by step. It is made for the weights, where they lie.</summary>
public interface IOptimiser : IDisposable
{
    /// <summary>Drops the gradients of the step before.</summary>
    void Forget();

    /// <summary>One step by the gradients that there are; a weight without any stays as it is.</summary>
    /// <param name="learningRate">How far it goes: what the network's <see cref="LearningRates"/> say of this step.</param>
    void Step(double learningRate);
}
