using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Tools;

namespace Gmsa.Experiments.Cli.Commands;

internal static class LabelCommand
{
    public static Command Create()
    {
        var table = new Argument<string>("TABLE.csv")
        {
            Description = "A table with a header and the columns that the schemes need; mood8 and mood4 need energy and valence (0 to 1). "
                + "There need be no audio.",
        };
        var scheme = new Option<string[]>("--scheme")
        {
            Description =
                "A label scheme: mood8, mood4, or one of --schemes. May be repeated. Default: all of --schemes, else mood8 and mood4.",
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = false,
        };
        var schemes = new Option<string?>("--schemes")
        {
            Description = "An experiment file; the schemes under its key 'schemes' are known, and nothing else in it counts.",
            HelpName = "FILE.yaml",
        };
        var output = new Option<string?>("--out")
        {
            Description = "Writes the table as it is, with the columns <scheme> and <scheme>_border (the distance to the nearest other "
                + "label) added.",
            HelpName = "FILE",
        };
        var json = CommonOptions.Json();
        return new Command("label",
            "Labels the rows of a table, and counts: tracks per label, without a label, and near a border of energy and valence.\n" +
            "Example: gmsa label my-music.csv --scheme mood4 --out my-moods.csv")
        {
            table, scheme, schemes, output, json,
        }.Does((parsed, _) =>
        {
            var outcome = Toolbox.Label(new(
                parsed.GetRequiredValue(table), parsed.GetValue(scheme) ?? [], parsed.GetValue(schemes), parsed.GetValue(output)));
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(outcome, Json.Indented));
            else Print(Console.Out, outcome);
            return Exit.Done;
        });
    }

    private static void Print(TextWriter output, LabelOutcome outcome)
    {
        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        var width = Math.Max(9, outcome.Schemes.Max(s => s.Scheme.Length));
        Line($"{"tracks".PadRight(width)} {outcome.Tracks}");
        foreach (var scheme in outcome.Schemes)
        {
            var counts = scheme.Labels.Zip(scheme.Counts, (label, count) => FormattableString.Invariant($"{label} {count}"));
            Line($"{scheme.Scheme.PadRight(width)} {string.Join(", ", counts)}");
            Line($"{"".PadRight(width)} without a label {scheme.WithoutLabel}");
            if (scheme.NearBorder is not { } near) continue;
            var share = FormattableString.Invariant($"{100.0 * near / outcome.Tracks:0.0} %");
            Line($"{"".PadRight(width)} within {TableLabels.Near} of a border {near} ({share}), exactly on one {scheme.OnBorder}");
        }
        if (outcome.Out is { } path) Line($"{"written".PadRight(width)} {path}");
    }
}
