using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Runtime.Serialization;

namespace Gmsa.Experiments.Features;

/// <summary>How loudness is written: decibels, or power as it is.</summary>
public enum LoudnessScale
{
    Db,
    Power,
}

/// <summary>Which power is 0 dB.</summary>
public enum LoudnessReference
{
    /// <summary>1, a sine at full scale being far above it: levels of different clips can be compared. Written 1 in YAML.</summary>
    [EnumMember(Value = "1")]
    One,

    /// <summary>The loudest value of each clip: levels are lost, as in the origin's pictures.</summary>
    Max,
}

/// <summary>The options of a picture of power.</summary>
public abstract record LoudnessOptions : FramedPictureOptions
{
    [Description("db (10 log10 of the power) or power. Default db.")]
    public LoudnessScale Scale { get; init; } = LoudnessScale.Db;

    [Description("What 0 dB is: 1 keeps the levels of clips apart, max is each clip's loudest value. Default 1.")]
    public LoudnessReference Reference { get; init; } = LoudnessReference.One;

    [Description("dB: values further below the clip's loudest are raised to this distance. Default 80.")]
    [Range(1.0, 200.0)]
    public double Range { get; init; } = 80;

    public override PictureLevel Level => Scale == LoudnessScale.Db ? PictureLevel.Decibels : PictureLevel.Power;

    /// <summary>Writes power, in place, as the options say; gives what a power of 0 would be among it.</summary>
    internal double Apply(Span<double> power) =>
        Scale == LoudnessScale.Db ? Numbers.ToDecibels(power, Reference == LoudnessReference.One ? 1 : null, Range) : 0;
}
