using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Config;

/// <summary>Gives every feature and trainer its name and every trainer its features, and holds shapes against what trainers can learn
/// from.</summary>
internal sealed class FeatureResolver(Places places, FileProblems problems, Catalog catalog)
{
    private readonly Dictionary<string, FeatureShape> shapes = [];
    private const int MostNumbers = 1 << 28; // 1 GiB of a clip

    private bool shapesAreKnown;
    private bool namesAreKnown;

    public Experiment Run(Experiment unnamed)
    {
        var experiment = unnamed with { Trainers = [.. unnamed.Trainers.Select(t => t.Worded(catalog))] };
        var features = experiment.Features.Select(f => f with { Name = f.Name ?? catalog.WordOf(f) }).ToArray();
        var data = experiment.Data;
        shapesAreKnown = !places.Lost("features") && !places.Mistaken("features") && !places.Lost("data")
            && !((string[])["clip", "sampleRate"]).Any(key => places.Lost(data, key) || places.Mistaken(data, key));
        namesAreKnown = !experiment.Features.Any(f => places.Lost(f, "name"));
        Named(features.Select((f, i) => (f.Name!, (object)experiment.Features[i])), "feature", "features");
        foreach (var (feature, bound) in features.Zip(experiment.Features)) Shaped(feature, bound, data);
        var trainers = experiment.Trainers.Select(t => WithFeatures(t, experiment)).ToArray();
        Named(experiment.Trainers.Select(t => (t.Name, (object)t.Options)), "trainer", "trainers");
        ArmsAreTold(experiment.Labels, [.. trainers.DistinctBy(t => t.Name, StringComparer.OrdinalIgnoreCase)]);
        return experiment with { Features = features, Trainers = trainers };
    }

    /// <summary>What a sample rate has no room for is told at the feature, and what follows from it isn't.</summary>
    private void Shaped(FeatureOptions feature, FeatureOptions bound, DataOptions data)
    {
        try
        {
            var shape = data.Clip.ShapeOf(feature, data.SampleRate);
            if (shape.Rows > MostNumbers / Math.Max(1, shape.Frames))
                problems.Add(places.Of(bound, "hop", "features"), FormattableString.Invariant(
                    $"{catalog.WordOf(feature)} of one clip would be {shape}, more than the {MostNumbers} numbers that a clip may have; ")
                    + "take a larger hop or a shorter clip");
            shapes.TryAdd(feature.Name!, shape);
        }
        catch (InputException e)
        {
            var isSure = !places.Lost("data") && !places.Lost(data, "sampleRate") && !places.Mistaken(data, "sampleRate")
                && !places.Mistaken(bound);
            foreach (var problem in e.Problems)
                if (isSure) problems.Add(places.Of(bound, "octaves", "features"), problem.Message);
            shapes.TryAdd(feature.Name!, default);
            shapesAreKnown = false;
        }
    }

    /// <summary>Arms are folders, so that their names may not differ in small and capital letters alone. A pair of labels is told
    /// once.</summary>
    private void ArmsAreTold(IReadOnlyList<LabelSource> labels, IReadOnlyList<TrainerEntry> trainers)
    {
        var seen = new Dictionary<string, (LabelSource Label, TrainerEntry Trainer)>(StringComparer.OrdinalIgnoreCase);
        foreach (var label in labels)
            foreach (var trainer in trainers)
            {
                if (seen.TryAdd(trainer.ArmName(label), (label, trainer))) continue;
                var first = seen[trainer.ArmName(label)];
                var twins = first.Trainer == trainer
                    ? $"of the labels '{first.Label.Name}' and '{label.Name}'; call one of the columns something else"
                    : $"of the label '{first.Label.Name}' with the trainer '{first.Trainer.Name}', and of '{label.Name}' with "
                        + $"'{trainer.Name}'; give a trainer another name";
                problems.Add(places.Of(label, "column", "labels"), $"two arms would be called '{trainer.ArmName(label)}': {twins}");
                if (first.Trainer == trainer) break;
            }
    }

    /// <summary>Names become folders and column names: unique, and of letters and digits.</summary>
    private void Named(IEnumerable<(string Name, object Record)> things, string noun, string section)
    {
        var seen = new Dictionary<string, Origin>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, record) in things)
        {
            if (places.Lost(record, "name")) continue;
            var at = places.Of(record, "name", section);
            if (!Words.CanBeFolder(name)) problems.Add(at, $"name is {new ScalarNode(at, name, true).Shown}; {Words.FolderNames}");
            if (!seen.TryAdd(name, at))
                problems.Add(at, $"a second {noun} is called '{name}'; the first is at {seen[name]}. Give one of them another name: {{ "
                    + $"name: {name}2, kind: {catalog.WordOf(record)}, ... }}");
        }
    }

    private TrainerEntry WithFeatures(TrainerEntry entry, Experiment experiment)
    {
        var options = entry.Options;
        var at = places.Of(options, "on", "trainers");
        var named = entry with { Options = options with { Name = entry.Name } };
        if (places.Lost("features") || places.Lost(options, "on")) return named;
        var on = options.On is null ? Accepted(entry, at) : Given(entry);
        var sure = options.On is not null || (shapesAreKnown && !places.Mistaken(options));
        var said = on.Count > options.Inputs ? on : options.On ?? on; // what was told to be no feature isn't one too many
        if (!options.JoinsFeatures && sure && said.Count > 0 && (on.Count > options.Inputs || said.Count < options.Inputs))
            problems.Add(at, $"{entry.Kind} learns from {Features(options.Inputs)}, and here {(said.Count == 1 ? "is" : "are")} "
                + $"{said.Count}: {Words.List(said)}. Say which: on: [{string.Join(", ", Fitting(options))}]");
        named = named with { Options = named.Options with { On = on } };
        foreach (var learner in (options as AutoOptions)?.Of ?? [named])
            foreach (var dimension in learner.Space.Dimensions)
                foreach (var value in Ends(dimension).Distinct())
                    AtEnd(learner with { Options = learner.Options with { On = named.On } }, dimension.Name, value,
                        places.Of(learner.Options, dimension.Name, "trainers"));
        if (options is AutoOptions auto) MembersFit(auto);
        return named;
    }

    private void MembersFit(AutoOptions auto)
    {
        Named(auto.Of.Select(e => (e.Name, (object)e.Options)), "learner", "trainers");
        foreach (var learner in auto.Of)
        {
            if (learner.Options is AutoOptions)
                problems.Add(places.Of(learner.Options, "kind", "trainers"),
                    "auto can't be one of auto's learners; name them beside the others");
            if (learner.Options.On is not null)
                problems.Add(places.Of(learner.Options, "on", "trainers"),
                    "a learner to choose from has no `on` of its own; write it beside `of`, for all of them");
        }
    }

    /// <summary>The features that the trainer can learn from, in their order.</summary>
    private List<string> Accepted(TrainerEntry entry, Origin at)
    {
        var options = entry.Options;
        var candidates = Enumerable.Range(0, options.JoinsFeatures ? 1 : options.Inputs)
            .Select(input => Candidates(options, input)).ToArray();
        var without = Array.FindIndex(candidates, names => names.Count == 0);
        List<string> accepted = without >= 0 ? [] : candidates.All(names => names.Count == 1) ? [.. candidates.Select(names => names[0])]
            : [.. shapes.Keys.Where(name => candidates.Any(names => names.Contains(name)))];
        if (without >= 0 && shapes.Count > 0 && shapesAreKnown && (places.Has("trainers") || !places.Lost("trainers")))
            problems.Add(at,
                $"{entry.Kind} needs {Words.List(shapes.Values.Select(s => options.Needs(s, without)!).Distinct(), " or ")}; "
                + $"there is: {Words.List(shapes.Select(s => $"{s.Key} ({s.Value})"))}"
                + (places.Has("trainers") ? "" : $". {entry.Kind} is one of the default trainers; say others with the key 'trainers'"));
        return accepted;
    }

    /// <summary>The features that an input can be.</summary>
    private List<string> Candidates(TrainerOptions options, int input) =>
        [.. shapes.Where(s => options.Needs(s.Value, input) is null).Select(s => s.Key)];

    /// <summary>A feature for each input: the first that fits and that no input before it has.</summary>
    private List<string> Fitting(TrainerOptions options)
    {
        var taken = new List<string>();
        for (var input = 0; input < options.Inputs; input++)
            taken.Add(Candidates(options, input).Except(taken).FirstOrDefault() ?? "...");
        return taken;
    }

    private static string Features(int count) =>
        count == 1 ? "one feature" : FormattableString.Invariant($"{count} features, in their order");

    private List<string> Given(TrainerEntry entry)
    {
        var known = new List<string>();
        if (entry.On.Count == 0) problems.Add(places.Of(entry.Options, "on", "trainers"),
            "on is empty; name at least one feature, or leave the key out for all that fit");
        foreach (var (name, index) in entry.On.Select((n, i) => (n, i)))
        {
            var at = places.OfItem(entry.Options, "on", index, "trainers");
            if (!shapes.TryGetValue(name, out var shape))
            {
                if (namesAreKnown) problems.Add(at, $"unknown feature '{new ScalarNode(at, name, true).Shown}'. The features are named: "
                    + $"{Words.List(shapes.Keys)}.{Suggestion.DidYouMean(name, shapes.Keys)}");
            }
            else if (shapesAreKnown && NeedsOf(entry.Options, shape, index) is { } needs)
                problems.Add(at, $"{entry.Kind} needs {needs}; {name} is {shape}");
            else known.Add(name);
        }
        return known;
    }

    /// <summary>What is to be said of one feature too many is that, and not that it doesn't fit.</summary>
    private static string? NeedsOf(TrainerOptions options, FeatureShape shape, int place) =>
        options.JoinsFeatures || place >= options.Inputs ? options.Needs(shape) : options.Needs(shape, place);

    private static IReadOnlyList<object> Ends(Dimension dimension) => RangeBinder.FormOf(dimension).Values;

    /// <summary>One sample of the space: its options must hold together and accept the same features.</summary>
    private void AtEnd(TrainerEntry entry, string name, object value, Origin at)
    {
        try
        {
            var options = entry.At(new Point(new Dictionary<string, object> { [name] = value }));
            foreach (var (input, on) in entry.On.Index())
                if (shapesAreKnown && NeedsOf(options, shapes[on], input) is { } needs && NeedsOf(entry.Options, shapes[on], input) is null)
                    problems.Add(at, $"with {name} at {Words.Of(value)}, {entry.Kind} needs {needs}; {on} is {shapes[on]}");
            if (options is IValidatableObject validatable)
                foreach (var result in validatable.Validate(new ValidationContext(options)))
                    problems.Add(at, $"with {name} at {Words.Of(value)}: {result.ErrorMessage}");
        }
        catch (InputException e)
        {
            foreach (var problem in e.Problems) problems.Add(at, problem.Message);
        }
    }
}
