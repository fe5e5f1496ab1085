using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests.Training;

/// <summary>A network of two inputs promises what every trainer does.</summary>
public class EveryToyNetworkTests : EveryTrainerTests
{
    public override IReadOnlyList<Named<TrainerOptions>> Kinds =>
        [new("toy", new ToyOptions { Energy = false, LearningRate = 0.02, BatchSize = 8, Epochs = 20, Patience = 20 })];
}
