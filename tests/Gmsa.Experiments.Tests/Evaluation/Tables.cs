using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

/// <summary>Prediction tables to test with.</summary>
internal static class Tables
{
    public static readonly IReadOnlyDictionary<string, string> EightToFour = new Dictionary<string, string>
    {
        ["Excited"] = "Happy",
        ["Happy"] = "Happy",
        ["Content"] = "Calm",
        ["Calm"] = "Calm",
        ["Sad"] = "Sad",
        ["Depressed"] = "Sad",
        ["Afraid"] = "Angry",
        ["Angry"] = "Angry",
    };

    public static readonly string[] Eight = [.. EightToFour.Keys];
    public static readonly string[] Four = ["Happy", "Calm", "Sad", "Angry"];

    /// <summary>One row a truth and prediction, certain of what it predicts, each a group of its own.</summary>
    public static PredictionTable Certain(string[] labels, params (string Truth, string Predicted)[] rows) => new(labels,
        [.. rows.Select((r, i) => new Prediction($"t{i:00000}", "", "", r.Truth, r.Predicted,
            [.. labels.Select(l => l == r.Predicted ? 1.0 : 0.0)]))]);

    /// <summary>
    /// Random truths in groups that differ in how easy they are; probabilities lean towards the truth by <paramref name="skill"/>.
    /// </summary>
    public static PredictionTable Random(string[] labels, int tracks, int groups, Seed seed, double skill = 1,
        Func<int, string>? truth = null)
    {
        var generator = seed.Generator();
        var ease = Enumerable.Range(0, groups).Select(_ => generator.NextGaussian()).ToArray();
        return new(labels, [.. Enumerable.Range(0, tracks).Select(i =>
        {
            var (group, t) = (generator.NextInt(groups), generator.NextInt(labels.Length));
            if (truth is not null) (group, t) = (i % groups, Array.IndexOf(labels, truth(i)));
            var weights = labels.Select((_, l) => Math.Exp(generator.NextGaussian() + (l == t ? skill + ease[group] : 0))).ToArray();
            var probabilities = weights.Select(w => w / weights.Sum()).ToArray();
            var predicted = labels[Array.IndexOf(probabilities, probabilities.Max())];
            return new Prediction($"t{i:00000}", $"g{group:000}", $"{group % 5}", labels[t], predicted, probabilities);
        })]);
    }

    /// <summary>The same table, its rows in another order.</summary>
    public static PredictionTable Shuffled(PredictionTable table, ulong seed)
    {
        var rows = table.Rows.ToArray();
        new Seed(seed).Generator().Shuffle(rows.AsSpan());
        return table with { Rows = rows };
    }

    /// <summary>An arm of these predictions.</summary>
    public static ArmInput Arm(string name, string scheme, PredictionTable table, double inner = 0) =>
        new(name, scheme, "seedCnn", inner, table, []);
}
