using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Config;

/// <summary>Gives every feature and trainer its name and every trainer its features, and holds shapes against what trainers can learn
/// from.</summary>
internal sealed class FeatureCheck(Places places, FileProblems problems)
{
    private readonly Dictionary<string, FeatureShape> shapes = [];

    public Experiment Run(Experiment experiment)
    {
        var features = experiment.Features.Select(f => f with { Name = f.Name ?? Catalog.WordOf(f) }).ToArray();
        var samples = (decimal)experiment.Data.Clip.Length.Ticks * experiment.Data.SampleRate / TimeSpan.TicksPerSecond;
        if (samples > int.MaxValue)
        {
            problems.Add(places.Of(experiment.Data, "clip", "data"),
                "a clip may have at most 2 147 483 647 samples; shorten it or lower sampleRate");
            return experiment;
        }
        var count = Math.Max(1, (int)decimal.Round(samples));
        Named(features.Select((f, i) => (f.Name!, (object)experiment.Features[i])), "feature", "features");
        foreach (var feature in features) shapes.TryAdd(feature.Name!, feature.Shape(count, experiment.Data.SampleRate));
        var trainers = experiment.Trainers.Select(t => WithFeatures(t, experiment)).ToArray();
        Named(experiment.Trainers.Select(t => (t.Name, (object)t.Options)), "trainer", "trainers");
        foreach (var twins in experiment.Labels.SelectMany(l =>
            trainers.DistinctBy(t => t.Name).Select(t => (Label: l, Arm: t.ArmName(l)))).GroupBy(a => a.Arm).Where(g => g.Count() > 1))
            problems.Add(places.Of(twins.Last().Label, "column", "labels"),
                $"two arms would be called '{twins.Key}'; give a trainer another name");
        return experiment with { Features = features, Trainers = trainers };
    }

    /// <summary>Names become folders and column names: unique, and of letters and digits.</summary>
    private void Named(IEnumerable<(string Name, object Record)> things, string noun, string section)
    {
        var seen = new Dictionary<string, Origin>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, record) in things)
        {
            var at = places.Of(record, "name", section);
            if (!char.IsAsciiLetterOrDigit(name[0]) || name.Length > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
                problems.Add(at, $"name is {new ScalarNode(at, name, true).Shown}; allowed are letters, digits, - and _, a letter or "
                    + $"digit first, 64 at most");
            if (!seen.TryAdd(name, at))
                problems.Add(at, $"a second {noun} is called '{name}'; the first is at {seen[name]}. Give one of them another name: {{ "
                    + $"name: {name}2, kind: {Catalog.WordOf(record)}, ... }}");
        }
    }

    private TrainerEntry WithFeatures(TrainerEntry entry, Experiment experiment)
    {
        var options = entry.Options;
        var at = places.Of(options, "on", "trainers");
        var named = entry with { Options = options with { Name = entry.Name } };
        if (places.Lost("features") || places.Lost(options, "on")) return named;
        var on = options.On is null ? Accepted(entry, at) : Given(entry);
        if (on.Count > 1 && !options.JoinsFeatures)
            problems.Add(at, $"{entry.Kind} learns from one feature, and here are {on.Count}: {Words.List(on)}. Say which: on: [{on[0]}]");
        named = named with { Options = named.Options with { On = on } };
        foreach (var dimension in entry.Space.Dimensions)
            foreach (var value in Ends(dimension).Distinct()) AtEnd(named, dimension.Name, value,
                places.Of(options, dimension.Name, "trainers"));
        return named;
    }

    /// <summary>The features that the trainer can learn from, in their order.</summary>
    private List<string> Accepted(TrainerEntry entry, Origin at)
    {
        var accepted = shapes.Where(s => entry.Options.Needs(s.Value) is null).Select(s => s.Key).ToList();
        if (accepted.Count == 0 && shapes.Count > 0)
            problems.Add(at, $"{entry.Kind} needs {Words.List(shapes.Values.Select(s => entry.Options.Needs(s)!).Distinct(), " or ")}; "
                + $"there is: {Words.List(shapes.Select(s => $"{s.Key} ({s.Value})"))}"
                + (places.Has("trainers") ? "" : $". {entry.Kind} is one of the default trainers; say others with the key 'trainers'"));
        return accepted;
    }

    private List<string> Given(TrainerEntry entry)
    {
        var known = new List<string>();
        if (entry.On.Count == 0) problems.Add(places.Of(entry.Options, "on", "trainers"),
            "on is empty; name at least one feature, or leave the key out for all that fit");
        foreach (var (name, index) in entry.On.Select((n, i) => (n, i)))
        {
            var at = places.OfItem(entry.Options, "on", index, "trainers");
            if (!shapes.TryGetValue(name, out var shape))
                problems.Add(at, $"unknown feature '{new ScalarNode(at, name, true).Shown}'. The features are named: "
                    + $"{Words.List(shapes.Keys)}.{Suggestion.DidYouMean(name, shapes.Keys)}");
            else if (entry.Options.Needs(shape) is { } needs)
                problems.Add(at, $"{entry.Kind} needs {needs}; {name} is {shape}");
            else known.Add(name);
        }
        return known;
    }

    private static IReadOnlyList<object> Ends(Dimension dimension) => RangeBinder.FormOf(dimension).Values;

    /// <summary>One sample of the space: its options must hold together and accept the same features.</summary>
    private void AtEnd(TrainerEntry entry, string name, object value, Origin at)
    {
        try
        {
            var options = entry.At(new Point(new Dictionary<string, object> { [name] = value }));
            foreach (var on in entry.On)
                if (options.Needs(shapes[on]) is { } needs && entry.Options.Needs(shapes[on]) is null)
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
