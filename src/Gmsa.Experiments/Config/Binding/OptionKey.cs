using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Config;

/// <summary>One key that the mapping of an options record may hold: an init property, with what its attributes say of it.</summary>
internal sealed record OptionKey(string Key, PropertyInfo Property)
{
    public Type Type => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    public string? Description => Property.GetCustomAttribute<DescriptionAttribute>()?.Description;

    public bool IsRequired => Property.GetCustomAttribute<RequiredAttribute>() is not null;

    public RangeAttribute? Range => Property.GetCustomAttribute<RangeAttribute>();

    /// <summary>True where a value may stand several times in the list.</summary>
    public bool Repeats => Property.GetCustomAttribute<RepeatsAttribute>() is not null;

    /// <summary>The interval that `space: default` searches; null where it doesn't vary the option.</summary>
    public SearchedAttribute? Searched => Property.GetCustomAttribute<SearchedAttribute>();

    public AllowedValuesAttribute? Allowed => Property.GetCustomAttribute<AllowedValuesAttribute>();

    /// <summary>
    /// The keys of a record in the order of the file: those of the base record first, each as declared; what is overridden keeps its
    /// place.
    /// </summary>
    public static IReadOnlyList<OptionKey> Of(Type record)
    {
        var bases = new Stack<Type>();
        for (var type = record; type is not null && type != typeof(object); type = type.BaseType) bases.Push(type);
        return [.. bases.SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0)
            .DistinctBy(p => p.Name)
            .Select(p => new OptionKey(Words.CamelCase(p.Name), record.GetProperty(p.Name)!))];
    }

    /// <summary>The item type of a list property's type, or null where it is no list.</summary>
    public static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>The value type of the type of a property that takes any keys, or null where it is none.</summary>
    public static Type? ValueOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? type.GetGenericArguments()[1] : null;

    /// <summary>True of items of which one stands for a list of one, as <c>by: artist</c> does. A number doesn't: it may be how
    /// many.</summary>
    public static bool TakesOne(Type item) => !IsWhole(item) && !IsReal(item);

    /// <summary>True of items of which a list has each once.</summary>
    public static bool IsOnce(Type item) => IsScalar(item) || item == typeof(LabelSource) || item == typeof(ReportOptions);

    public static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long);

    public static bool IsReal(Type type) => type == typeof(double) || type == typeof(float);

    public static bool IsScalar(Type type) =>
        IsWhole(type) || IsReal(type) || type.IsEnum || type == typeof(bool) || IsText(type) || HasUnit(type);

    /// <summary>True for text, and for files, which are written as their paths.</summary>
    public static bool IsText(Type type) => type == typeof(string) || type == typeof(ContentFile);

    /// <summary>True where an experiment file can have a value of this type.</summary>
    public static bool IsBindable(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var own && (IsScalar(own) || own == typeof(TrainerEntry) || own == typeof(LabelSource)
            || own == typeof(SchemeOptions) || (own.IsAbstract && KindSort.Of(own) is not null)
            || ((ItemOf(own) ?? ValueOf(own)) is { } part ? IsBindable(part)
                : own is { IsClass: true, IsAbstract: false, IsArray: false } && own.GetConstructor([]) is not null
                    && own.Namespace?.StartsWith(nameof(System), StringComparison.Ordinal) != true));

    /// <summary>True for durations and sizes: text to whoever reads the file without knowing them, and never searched.</summary>
    public static bool HasUnit(Type type) => type == typeof(TimeSpan) || type == typeof(ByteSize);

    /// <summary>Null where <paramref name="value"/> is within the range, else what is allowed: "0 to 1".</summary>
    public string? OutsideOf(object value)
    {
        if (Range is not { } range || !OptionNumber.TryMake(value, out var number)) return null;
        var (low, high) = (OptionNumber.Bound(range.Minimum), OptionNumber.Bound(range.Maximum));
        var inside = (range.MinimumIsExclusive ? number > low : number >= low)
            && (range.MaximumIsExclusive ? number < high : number <= high);
        return inside ? null : Bounds(range, value.GetType());
    }

    /// <summary>The range in words: "0 to 1", "more than 0, at most 1", "0 or more".</summary>
    public static string Bounds(RangeAttribute range, Type type)
    {
        string Show(object bound) => type == typeof(TimeSpan) ? Durations.Text(TimeSpan.FromSeconds((double)OptionNumber.Bound(bound)))
            : type == typeof(ByteSize) ? new ByteSize((long)OptionNumber.Bound(bound)).ToString()
            : OptionNumber.Bound(bound).ToString("0.#############################", CultureInfo.InvariantCulture);
        var open = OptionNumber.Bound(range.Maximum) >= long.MaxValue;
        if (range.Minimum.Equals(range.Maximum)) return Show(range.Minimum);
        if (!range.MinimumIsExclusive && !range.MaximumIsExclusive) return open ? Show(range.Minimum) + " or more"
            : $"{Show(range.Minimum)} to {Show(range.Maximum)}";
        var low = range.MinimumIsExclusive ? "more than " + Show(range.Minimum) : "at least " + Show(range.Minimum);
        return open ? low : low + (range.MaximumIsExclusive ? ", less than " : ", at most ") + Show(range.Maximum);
    }
}

/// <summary>Numbers, durations (as seconds) and sizes (as bytes) of every type as one that compares exactly.</summary>
internal static class OptionNumber
{
    /// <summary>A bound of a <see cref="RangeAttribute"/>; bounds beyond a decimal's become its ends.</summary>
    public static decimal Bound(object bound) => bound switch
    {
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        string text when ByteSize.Parse(text) is { } size => size.Bytes,
        string text => Seconds(TimeSpan.Parse(text, CultureInfo.InvariantCulture)),
        _ => TryMake(bound, out var number) ? number : throw new InvalidOperationException($"{bound} is no bound of a range"),
    };

    public static bool TryMake(object value, out decimal number)
    {
        number = value switch
        {
            int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            double or float => Clamped(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            TimeSpan span => Seconds(span),
            ByteSize size => size.Bytes,
            _ => 0,
        };
        return value is int or long or double or float or TimeSpan or ByteSize;
    }

    private static decimal Seconds(TimeSpan span) => (decimal)span.Ticks / TimeSpan.TicksPerSecond;

    // The largest double that a decimal holds is a little below its own largest.
    private static decimal Clamped(double value) => value >= 7.9e28 ? decimal.MaxValue : value <= -7.9e28 ? decimal.MinValue
        : (decimal)value;
}
