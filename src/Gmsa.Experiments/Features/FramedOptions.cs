using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Features;

/// <summary>The options of a feature that gives one number for each frame: [1, 1 + samples / hop].</summary>
public abstract record FramedOptions : AudioFeatureOptions
{
    [Description("Samples in a frame, and in its Fourier transform where there is one. Default 2048.")]
    [Range(16, 65536)]
    public int NFft { get; init; } = 2048;

    [Description("Samples from one frame to the next. Default 512.")]
    [Range(1, 65536)]
    public int Hop { get; init; } = 512;

    /// <inheritdoc/>
    public sealed override FeatureShape Shape(int samples, int sampleRate) => new(1, Spectrum.Frames(samples, NFft, Hop));
}

/// <summary>The options of a feature that gives several numbers for each frame: [rows, 1 + samples / hop].</summary>
public abstract record FramedPictureOptions : PictureOptions
{
    [Description("Samples in a frame, and the length of its Fourier transform. Default 2048.")]
    [Range(16, 65536)]
    public virtual int NFft { get; init; } = 2048;

    [Description("Samples from one frame to the next. Default 512.")]
    [Range(1, 65536)]
    public virtual int Hop { get; init; } = 512;

    /// <summary>Numbers in a frame.</summary>
    protected abstract int Rows { get; }

    /// <inheritdoc/>
    protected sealed override FeatureShape OwnShape(int samples, int sampleRate) => new(Rows, Spectrum.Frames(samples, NFft, Hop));
}
