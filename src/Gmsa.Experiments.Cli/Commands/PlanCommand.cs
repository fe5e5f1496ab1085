using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Cli.Display;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Cli.Commands;

internal static class PlanCommand
{
    private const int MostReasons = 8;

    public static Command Create(Catalog catalog)
    {
        var file = CommonOptions.File();
        var (set, audioRoot, results, json) =
            (CommonOptions.Set(), CommonOptions.AudioRoot(), CommonOptions.Results(), CommonOptions.Json());
        return new Command("plan",
            "Shows what would run: tracks per label and fold, arms, trials, what leaks from training to test, what is done already. " +
            "Reads the file, the manifest and headers of audio, and touches nothing but the cache, where it keeps how long files last.\n" +
            "Example: gmsa plan experiments/quickstart.yaml")
        {
            file, set, audioRoot, results, json,
        }.Does((parsed, cancel) =>
        {
            var design = Pipeline.Plan(new(parsed.GetRequiredValue(file), parsed.GetValue(set) ?? [], parsed.GetValue(audioRoot),
                parsed.GetValue(results)!)
            { Catalog = catalog });
            if (parsed.GetValue(json))
            {
                var plan = JsonSerializer.SerializeToNode(design.Plan, Json.Indented)!;
                plan["features"] = JsonSerializer.SerializeToNode(Preview.Cached(design), Json.Indented);
                plan["padding"] = JsonSerializer.SerializeToNode(Preview.Padding(design, cancel), Json.Indented);
                plan["leak_audit"] = JsonSerializer.SerializeToNode(Preview.Audit(design), Json.Indented);
                Console.WriteLine(plan.ToJsonString(Json.Indented));
            }
            else Print(Console.Out, design, parsed.GetValue(results)!, Preview.Padding(design, cancel));
            return Exit.Done;
        });
    }

    private static void Print(TextWriter output, StudyDesign design, string results, ClipPadding? padding)
    {
        var plan = design.Plan;
        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        Line($"study     {plan.Id}");
        Line($"tracks    {plan.Tracks}, and {design.LeftOut.Count} left out{Reasons(design)}");
        if (MissingFiles(design) is { Count: > 0 } missing) output.WriteLine($"audio     {InWords(missing, design.Loaded.AudioRoot)}");
        if (padding is not null) PrintPadding(output, padding, design.Experiment.Data.Clip);
        foreach (var scheme in plan.Schemes)
            Line($"{scheme.Name,-9} {string.Join(", ", scheme.Labels.Zip(scheme.Counts, (label, count) => $"{label} {count}"))}");
        output.WriteLine("folds     name: training / inner validation / test");
        foreach (var fold in plan.Folds) Line($"          {fold.Name}: {fold.Train} / {fold.Validation} / {fold.Test}");
        if (plan.Seeds.Count > 0) Line($"seeds     {string.Join(", ", plan.Seeds)}: every arm in every fold with each");
        output.WriteLine("tested    name: tracks per label in each fold's test part");
        foreach (var scheme in plan.Schemes) Line($"          {scheme.Name}: {PerFold(scheme, scheme.TestCounts)}");
        if (plan.Schemes.Any(s => s.BalancedCounts.Count > 0))
            output.WriteLine("learnt    name: tracks per label in each fold's training part as balanced, repetitions counted");
        foreach (var scheme in plan.Schemes.Where(s => s.BalancedCounts.Count > 0))
            Line($"          {scheme.Name}: {PerFold(scheme, scheme.BalancedCounts)}");
        var progress = PlannedProgress.Of(design, results);
        output.WriteLine("features  name: shape, tracks that are cached, room on disk");
        foreach (var feature in Preview.Cached(design))
            Line($"          {feature.Name}: {feature.Kind} {feature.Rows} x {feature.Frames}{Rate(feature)}, {Contents(feature)}");
        if (plan.Withheld.Count > 0) output.WriteLine("withheld  column: why it isn't among the features");
        foreach (var withheld in plan.Withheld) Line($"          {withheld.Column}: {withheld.Reason}");
        if (design.Experiment.Augment.Count > 0)
        {
            var when = design.Copies is { } copies ? $"{copies.Count} copies of every clip written out" : "anew in every epoch";
            var kinds = string.Join(", ", design.Experiment.Augment.Select(design.Loaded.Catalog.WordOf));
            Line($"augment   {kinds}: {when}, in training parts alone");
        }
        PrintArms(output, design);
        foreach (var warning in design.Loaded.Warnings) Line($"warning   {warning}");
        foreach (var note in plan.Notes) Line($"note      {note}");
        foreach (var scheme in plan.Schemes.Where(s => s.Counts.Contains(0)))
        {
            var without = string.Join(" or ", scheme.Labels.Zip(scheme.Counts).Where(l => l.Second == 0).Select(l => l.First));
            Line($"alarm     {scheme.Name} has no track labelled {without}: a track takes part only where every scheme has a label for it");
        }
        if (EnsembleWords.Caution(plan) is { } caution) output.WriteLine($"note      {caution}");
        var audit = Preview.Audit(design);
        output.WriteLine("leaks     from training to test, and what a lookup gets without hearing anything");
        foreach (var sentence in LeakWords.Sentences(audit)) output.WriteLine($"          {sentence}");
        foreach (var warning in LeakWords.Warnings(audit)) output.WriteLine($"alarm     {warning}");
        var trials = plan.Trials?.ToString(CultureInfo.InvariantCulture) ?? $"any number; in each arm and fold {plan.Budget}";
        Line($"trials    {trials}, of which {progress.Words}");
        if (progress.IsFinished) Line($"done      the study is finished, and a run computes nothing: {progress.Folder}");

        string Contents(PlannedFeature feature) => feature.Columns is { } columns ? string.Join(", ", columns)
            : $"{(progress.IsFinished ? "nothing to compute" : Cached(feature, plan.Tracks))}, {Bytes.Words(feature.Bytes)}";
    }

    private static void PrintArms(TextWriter output, StudyDesign design)
    {
        var plan = design.Plan;
        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        output.WriteLine("arms      name: features, trials a fold at most, what is searched");
        foreach (var arm in plan.Arms)
        {
            var most = arm.TrialsPerFold?.ToString(CultureInfo.InvariantCulture) ?? "any number";
            var space = arm.Space.Count == 0 ? "" : $", {string.Join("; ", arm.Space)}";
            Line($"          {arm.Name}: on {string.Join(", ", arm.On)}, {most}{space}");
        }
        if (plan.InnerFolds > 1)
            Line($"inner     {plan.InnerFolds} inner folds: so many models a trial, and every track that isn't tested validates once");
        var inside = plan.InnerFolds > 1 ? FormattableString.Invariant($"{plan.InnerFolds} inner folds")
            : "one inner validation part alone";
        if (plan.Ensemble > 1)
            Line($"ensemble  up to {plan.Ensemble} of the best trials of each arm and fold answer together, chosen on {inside}");
        foreach (var (study, barred) in Preview.Earlier(design))
        {
            var most = FormattableString.Invariant($"at most {design.Experiment.Search.From!.Points} points of all studies");
            var none = barred.Count == 0 ? "" : $"; nothing in fold {string.Join(", ", barred)}, whose test tracks its trials had seen";
            Line($"earlier   {study}: tried first is what its arms of the same learners did best with, {most}{none}");
        }
    }

    private static string Rate(PlannedFeature feature) =>
        feature.SampleRate is { } rate ? FormattableString.Invariant($" at {rate} Hz") : "";

    private static string PerFold(PlannedScheme scheme, IEnumerable<IEnumerable<int>> counts) =>
        string.Join(", ", scheme.Labels.Zip(counts, (label, ofLabel) => $"{label} {string.Join(' ', ofLabel)}"));

    private static string Cached(PlannedFeature feature, int tracks) => FormattableString.Invariant($"{feature.Cached} of {tracks} cached")
        + (feature.Unknown == 0 ? "" : FormattableString.Invariant($" for sure, {feature.Unknown} not known before their audio is read"));

    private static void PrintPadding(TextWriter output, ClipPadding padding, ClipOptions clip)
    {
        foreach (var (i, sentence) in PaddingWords.Sentences(padding, clip).Index())
            output.WriteLine($"{(i == 0 ? "padding" : ""),-9} {sentence}");
        if (padding.IsHollow && clip.Padding == PaddingRule.Refuse)
            output.WriteLine($"alarm     a run would stop: {PaddingWords.Refusal(padding, clip)}");
    }

    private static List<string> MissingFiles(StudyDesign design) => design.Experiment.Data is { Demo: not null } or { Table: not null }
        ? [] // not written yet, or not heard
        : [.. design.Tracks.Select(t => t.Path).Where(p => !AudioFile.Exists(Path.Combine(design.Loaded.AudioRoot, p)))];

    private static string InWords(List<string> missing, string root) =>
        FormattableString.Invariant($"{missing.Count} {(missing.Count == 1 ? "file is" : "files are")} not there, the first: {missing[0]}")
        + $"{TrackPaths.Alike(missing[0], root)} (paths start at {root}; --audio-root names another folder)";

    // Numbers that are too large have a reason each.
    private static string Reasons(StudyDesign design)
    {
        var reasons = design.LeftOut.CountBy(l => l.Reason).ToArray();
        if (reasons.Length == 0) return "";
        return $" ({string.Join("; ", reasons.Take(MostReasons).Select(r => FormattableString.Invariant($"{r.Value} with {r.Key}")))}"
            + (reasons.Length > MostReasons ? FormattableString.Invariant($"; and {reasons.Length - MostReasons} other reasons)") : ")");
    }
}
