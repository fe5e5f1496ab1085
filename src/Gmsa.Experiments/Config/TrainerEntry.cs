using System.Globalization;
using System.Text;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Config;

/// <summary>
/// A trainer of an experiment: its options with fixed values, and which of them the search varies. Options alone are the trainer that
/// varies nothing but what their <see cref="TrainerOptions.Space"/> says: <c>Trainers = [new MajorityOptions()]</c>.
/// </summary>
public sealed record TrainerEntry
{
    private const int LongestLabel = 120; // bytes of UTF-8

    internal TrainerEntry(TrainerOptions options, SearchSpace space) => (Options, Space) = (options, space);

    public TrainerOptions Options { get; internal init; }

    public SearchSpace Space { get; internal init; }

    /// <summary>
    /// A trainer whose search varies what <paramref name="ranges"/> says, and the learner's own ranges of the rest where its
    /// <see cref="TrainerOptions.Space"/> is <see cref="DefaultSpace.Default"/>: an option that differs from its default is fixed then.
    /// Whether the ranges are what their options allow is told with the rest of the experiment.
    /// </summary>
    /// <exception cref="InputException">A range is of no option, or an option has two.</exception>
    public static TrainerEntry Of<TOptions>(TOptions options, Action<Ranges<TOptions>>? ranges = null) where TOptions : TrainerOptions
    {
        var given = new Ranges<TOptions>();
        ranges?.Invoke(given);
        return TrainerSpace.Made(options, given.Dimensions);
    }

    /// <inheritdoc cref="Of{TOptions}"/>
    public static implicit operator TrainerEntry(TrainerOptions options) => Of(options);

    /// <summary>The word in the file: "seedCnn". Of an entry made in code it is blank until <see cref="Worded"/> fills it in.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The second half of the names of its arms.</summary>
    public string Name => Options.Name ?? Kind;

    /// <summary>The features it learns from; filled in by <see cref="ExperimentFile.Load"/>.</summary>
    public IReadOnlyList<string> On => Options.On ?? [];

    /// <summary>The name of the arm of this trainer and a label scheme: "mood8-seedCnn". Safe as a folder's name.</summary>
    public string ArmName(LabelSource label)
    {
        var safe = string.Concat(label.Name.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        // A column may be called anything, and folders take 255 bytes; letters have three at most.
        if (Encoding.UTF8.GetByteCount(safe) > LongestLabel) safe = $"{safe[..(LongestLabel / 3)]}_{ContentHash.OfText(label.Name)[..8]}";
        return $"{safe}-{Name}";
    }

    /// <summary>Of each feature that it learns from the picture, if that may be augmented; else null.</summary>
    public IReadOnlyList<PictureOptions?> PicturesOf(Experiment experiment)
    {
        var areSeen = Options.Augments && (On.Count == 1 || !Options.JoinsFeatures);
        return [.. On.Select(name => areSeen ? experiment.Features.OfType<PictureOptions>().FirstOrDefault(f => f.Name == name) : null)];
    }

    /// <summary>True where it learns from a picture that may be augmented.</summary>
    public bool SeesPicture(Experiment experiment) => PicturesOf(experiment).Any(picture => picture is not null);

    /// <summary>The same with the words of its kind, and of those that it is to choose from, filled in where they are blank.</summary>
    internal TrainerEntry Worded(Catalog catalog) => Kind.Length > 0 ? this : this with
    {
        Kind = catalog.WordOf(Options),
        Options = Options is AutoOptions auto ? auto with { Of = [.. auto.Of.Select(e => e.Worded(catalog))] } : Options,
    };

    /// <summary>The options with a point's values in place of the fixed ones.</summary>
    /// <exception cref="InputException">The point names an option that this trainer lacks, or holds a value that the option doesn't
    /// allow.</exception>
    public TrainerOptions At(Point point)
    {
        if (Options is AutoOptions auto)
        {
            var (learner, own) = TrainerSpace.Of(auto, point);
            return learner.At(own) with { Name = Options.Name, On = Options.On };
        }
        var options = Options with { Space = null };
        var keys = OptionKey.Of(options.GetType());
        foreach (var (name, value) in point.Values)
        {
            var key = keys.FirstOrDefault(k => k.Key == name) ?? throw new InputException(Name, $"{Kind} has no option '{name}'");
            var converted = Convert(key.Type, value) ?? throw new InputException(Name, $"{name} can't be {Words.Of(value)}");
            if (key.OutsideOf(converted) is { } allowed) throw new InputException(Name,
                $"{name} is {Words.Of(converted)}; allowed: {allowed}");
            key.Property.SetValue(options, converted);
        }
        return options;
    }

    /// <summary>A point's value as the option's type, or null where it isn't one.</summary>
    internal static object? Convert(Type type, object value) => value switch
    {
        string text when type.IsEnum => Words.ParseEnum(type, text),
        string when type == typeof(string) => value,
        bool when type == typeof(bool) => value,
        long or int when type == typeof(long) => System.Convert.ToInt64(value, CultureInfo.InvariantCulture),
        long or int when type == typeof(int)
            && System.Convert.ToInt64(value, CultureInfo.InvariantCulture) is >= int.MinValue and <= int.MaxValue =>
            System.Convert.ToInt32(value, CultureInfo.InvariantCulture),
        long or int or double when type == typeof(double) => System.Convert.ToDouble(value, CultureInfo.InvariantCulture),
        long or int or double when type == typeof(float) => System.Convert.ToSingle(value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
