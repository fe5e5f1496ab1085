using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>Chooses who answers together in a fold.</summary>
internal sealed class EnsembleTask(Arm arm, Fold fold) : ClosingTask(arm, fold)
{
    public const string Name = "ensemble";

    private readonly Fold fold = fold;

    public override string Word => Name;

    protected override void Do(ClosingWork work, CancellationToken cancel)
    {
        var ensemble = Ensembles.Choose(work, Arm, fold, cancel);
        work.Study.Demand();
        Study.Write(work.Study.FoldEnsembleFile(work.Design.Plan, Arm.Name, fold.Name), ensemble);
    }
}
