using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Studies;

/// <summary>Reads a study's sweeps: which trial became the best when, and what each dimension did to the score.</summary>
internal static class SweepAnalysis
{
    public static void Write(OpenStudy open, IReadOnlyList<RunRecord> records, CancellationToken cancel)
    {
        var (design, byArm) = (open.Design, records.ToLookup(r => r.Arm));
        var card = new SweepCard([.. design.Arms.Where(a => !a.Trainer.Space.IsPoint).Select(arm =>
        {
            cancel.ThrowIfCancellationRequested();
            return Of(design, arm, [.. byArm[arm.Name]]);
        })]);
        open.Study.Demand();
        Study.Write(open.Study.SweepFile, card);
    }

    private static SweptArm Of(StudyDesign design, Arm arm, RunRecord[] trials)
    {
        var space = arm.Trainer.Space;
        (Point Point, double Score)[] scored = [.. CentredScores.Of(trials).Select(t => (space.Typed(new(t.Trial.Point)), t.Score))];
        var parts = space.Dimensions.GroupBy(d => d.When).Select(part =>
        {
            (Point Point, double Score)[] own = [.. scored.Where(t =>
                part.Key is not { } when || t.Point.Values.GetValueOrDefault(when.Choice)?.Equals(when.Value) == true)];
            var effects = FunctionalAnova.Of([.. part], [.. own.Select(t => t.Point)], [.. own.Select(t => t.Score)],
                design.Seed.Derive($"effects/{arm.Name}/{part.Key}"));
            return effects is null ? null : new SweptEffects(part.Key, effects);
        });
        return new(arm.Name, [.. space.Dimensions.Select(Described)],
            [.. design.LearntFolds.SelectMany(f => Improvements([.. trials.Where(t => t.Fold == f.Name)]))],
            [.. parts.OfType<SweptEffects>()]);
    }

    private static SweptDimension Described(Dimension dimension) => dimension switch
    {
        RealDimension d => new(d.Name, d.Low, d.High, d.Log, false, null, d.When),
        IntegerDimension d => new(d.Name, d.Low, d.High, d.Log, true, null, d.When),
        ChoiceDimension d => new(d.Name, null, null, false, false, [.. d.Choices.Select(Numbers.ExactOption)], d.When),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    private static IEnumerable<SweptBest> Improvements(RunRecord[] fold)
    {
        var (best, seconds) = (double.NegativeInfinity, 0.0);
        foreach (var trial in fold.OrderBy(t => t.Index))
        {
            seconds += trial.Seconds.Values.Sum();
            if (!trial.IsScored || !(trial.Score > best)) continue;
            best = trial.Score!.Value;
            yield return new(trial.Fold, trial.Trial, trial.Index, Math.Round(seconds, 3), best);
        }
    }
}
