using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Features;

/// <summary>Numbers that the manifest itself has, as a vector: one row a column, in the order of their names.</summary>
public sealed record ColumnsOptions : FeatureOptions
{
    [Description("The manifest's columns, whose values are numbers. A track with a blank one is left out, and so is one with a number "
        + "beyond 1e19. Columns that define a label can't be among them, unless the file says allowLabelInputs.")]
    [Required]
    [MinLength(1)]
    public IReadOnlyList<string> Names { get; init; } = [];

    public override FeatureShape Shape(int samples, int sampleRate) => new(Names.Count, 1);

    /// <summary>How the reason of a track begins that has a number which is too large to learn from.</summary>
    public const string TooLarge = "too large a number";

    /// <summary>Why a track can't be learnt from, in words; null where it can.</summary>
    /// <param name="file">The table's name, for people.</param>
    public string? WhyNot(Track track, string file)
    {
        if (Of(track, out var column) is not null) return null;
        if (Number(track[column]) is null) return $"blank in the column '{column}'";
        var place = track.Line > 0 ? FormattableString.Invariant($"{file}, line {track.Line}") : file;
        return FormattableString.Invariant(
            $"{TooLarge} in the column '{column}': {track[column]} in {place}; {Numbers.Largest:0e+0} is the most");
    }

    /// <summary>The numbers of a track, or null and the first column that is blank, no finite number or too large a one.</summary>
    public float[]? Of(Track track, out string missing)
    {
        var values = new float[Names.Count];
        for (var i = 0; i < values.Length; i++)
            if (Number(track[Names[i]]) is { } value && Numbers.IsLearnable(value)) values[i] = value;
            else
            {
                missing = Names[i];
                return null;
            }
        missing = "";
        return values;
    }

    /// <summary>A text as a finite number, or null: 1, -0.5, 2e-06. What is too large for a float is the largest.</summary>
    public static float? Number(string text)
    {
        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;
        if (float.IsFinite(value)) return value;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var wide) && double.IsFinite(wide)
            ? Numbers.Saturate(wide) : null;
    }
}
