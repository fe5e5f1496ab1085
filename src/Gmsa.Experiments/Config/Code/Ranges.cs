using System.Linq.Expressions;
using System.Reflection;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Config;

/// <summary>
/// What a search varies of a trainer, option by option: <c>space.Log(o => o.LearningRate, 0.02, 0.2).Choice(o => o.Leaves, 15, 31)</c>.
/// The order is the space's, which searches go by.
/// </summary>
/// <typeparam name="TOptions">The trainer's options.</typeparam>
public sealed class Ranges<TOptions>
{
    private const double MostWhole = 1L << 53; // beyond it a double skips whole numbers

    private readonly List<Dimension> dimensions = [];

    internal Ranges() { }

    internal IReadOnlyList<Dimension> Dimensions => dimensions;

    /// <summary>Uniform between two numbers, both included; whole where the option is.</summary>
    /// <exception cref="InputException">It is of no option or has another range, or the option is whole and an end isn't.</exception>
    public Ranges<TOptions> Range(Expression<Func<TOptions, double?>> option, double low, double high) =>
        Add(option, key => Interval(key, low, high, log: false));

    /// <summary>Uniform in the logarithm between two numbers above 0, both included; whole where the option is.</summary>
    /// <inheritdoc cref="Range"/>
    public Ranges<TOptions> Log(Expression<Func<TOptions, double?>> option, double low, double high) =>
        Add(option, key => Interval(key, low, high, log: true));

    /// <summary>One of several values, in no order. A single one is no choice: it fixes the option.</summary>
    /// <exception cref="InputException">It is of no option, or has another range.</exception>
    public Ranges<TOptions> Choice<T>(Expression<Func<TOptions, T>> option, params IEnumerable<T> values) =>
        Add(option, key => new ChoiceDimension(key.Key, [.. values.Cast<object>()]));

    /// <inheritdoc cref="Choice{T}"/>
    public Ranges<TOptions> Choice(Expression<Func<TOptions, double?>> option, params IEnumerable<double> values) =>
        Add(option, key => new ChoiceDimension(key.Key, [.. values.Cast<object>()]));

    private Ranges<TOptions> Add(LambdaExpression option, Func<OptionKey, Dimension> made)
    {
        var body = option.Body;
        while (body is UnaryExpression { NodeType: ExpressionType.Convert } converted) body = converted.Operand; // an int as a double
        var named = body is MemberExpression { Expression: ParameterExpression, Member: PropertyInfo property } ? property.Name : null;
        if (OptionKey.Of(option.Parameters[0].Type).FirstOrDefault(k => k.Property.Name == named) is not { } key)
            throw new InputException(typeof(TOptions).Name, $"{option} is none of its options; expected: a property that can be set");
        if (dimensions.Exists(d => d.Name == key.Key)) throw new InputException(PlaceOf(key), "it has two ranges; keep one of them");
        dimensions.Add(made(key));
        return this;
    }

    private static Dimension Interval(OptionKey key, double low, double high, bool log)
    {
        if (!OptionKey.IsWhole(key.Type)) return new RealDimension(key.Key, low, high, log);
        foreach (var end in (double[])[low, high])
            if (!double.IsInteger(end) || Math.Abs(end) > MostWhole)
                throw new InputException(PlaceOf(key), $"its range ends at {Words.Of(end)}; expected: a whole number");
        return new IntegerDimension(key.Key, (long)low, (long)high, log);
    }

    private static string PlaceOf(OptionKey key) => $"{typeof(TOptions).Name}.{key.Property.Name}";
}
