using System.ComponentModel;
using System.Reflection;
using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>A picture of a track, and what every kind of augmentation may make of it.</summary>
/// <param name="Feature">What the picture is.</param>
/// <param name="Picture">As the feature gives it.</param>
internal sealed record AugmentedPictures(FeatureOptions Feature, FeatureMap Picture, IReadOnlyList<AugmentedPicture> Kinds);

/// <summary>Two pictures that one kind of augmentation made, row-major as the one they are of.</summary>
internal sealed record AugmentedPicture(string Kind, AugmentationOptions Options, float[] First, float[] Second);

/// <summary>The section of a track's page that shows what networks would learn from in place of the picture.</summary>
internal static class AugmentedSection
{
    public static Markup Of(AugmentedPictures pictures)
    {
        var (rows, frames) = (pictures.Picture.Shape.Rows, pictures.Picture.Shape.Frames);
        var scale = ColourScale.Spread(pictures.Picture);
        return Html($"""
            <p class="soft">What <code>augment</code> in an experiment does to a picture while a network learns from it, anew each time. All
            of it works on the picture, never on the sound. Here: {pictures.Feature.Kind}, {Numbers.Whole(rows)} ×
            {Numbers.Whole(frames)}, time to the right and pitch up; each kind with its own defaults, and of sixteen draws the two that are
            furthest from the picture and from each other. <code>mixup</code>, which lays two tracks over each other, needs a second one.</p>
            {PlotFrame.FlatColourBar(scale, "dB")}
            <div class="augmented">{pictures.Kinds.Select(kind => Html($"""
            <figure class="panel"><figcaption><h3>{kind.Kind}</h3><p>{Description(kind.Options)}</p>
            <p class="recipe"><code>{Panel.ParametersOf(kind.Options)}</code></p></figcaption>
            <div class="three">{Shown("as it is", pictures.Picture.Values)}{Shown("once", kind.First)}{Shown("another time", kind.Second)}</div></figure>

            """))}</div>
            """);

        Markup Shown(string name, float[] values) => Html($"""
            <div>{PlotFrame.Image(scale.Draw(values, rows, frames), $"The mel picture, {name}")}<span>{name}</span></div>
            """);
    }

    private static string Description(AugmentationOptions options) =>
        options.GetType().GetCustomAttribute<DescriptionAttribute>()!.Description;
}
