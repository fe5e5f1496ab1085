using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Features;

/// <summary>Numbers that the manifest itself has, as a vector: one row a column, in the order of their names.</summary>
public sealed record ColumnsOptions : FeatureOptions
{
    [Description("The manifest's columns, whose values are numbers. A track with a blank one is left out. Columns that define a label "
        + "can't be among them, unless the file says allowLabelInputs.")]
    [Required]
    [MinLength(1)]
    public IReadOnlyList<string> Names { get; init; } = [];

    public override FeatureShape Shape(int samples, int sampleRate) => new(Names.Count, 1);

    /// <summary>The numbers of a track, or null and the first column that is blank or no finite number.</summary>
    public float[]? Of(Track track, out string missing)
    {
        var values = new float[Names.Count];
        for (var i = 0; i < values.Length; i++)
            if (Number(track[Names[i]]) is { } value) values[i] = value;
            else
            {
                missing = Names[i];
                return null;
            }
        missing = "";
        return values;
    }

    /// <summary>A text as a finite number, or null: 1, -0.5, 2e-06.</summary>
    public static float? Number(string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value) ? value : null;
}
