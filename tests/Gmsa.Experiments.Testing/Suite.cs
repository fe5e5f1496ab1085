using Gmsa.Experiments.Config;

namespace Gmsa.Experiments.Testing;

/// <summary>A kind to be tested, and what it is called in the names of tests: its word in an experiment file.</summary>
/// <typeparam name="T">Its options record.</typeparam>
public sealed record Named<T>(string Word, T Value);

/// <summary>Makes kinds to be tested.</summary>
public static class Named
{
    /// <summary>A list of the catalog's as it is by default, but for what <paramref name="made"/> makes of it; those whose options aren't
    /// of the type are left out.</summary>
    public static IReadOnlyList<Named<T>> All<T>(IReadOnlyList<Kind> kinds, Func<Type, object?>? made = null) =>
        [.. from kind in kinds
            let value = (made ?? Activator.CreateInstance)(kind.Options)
            where value is T
            select new Named<T>(kind.Word, (T)value)];
}

/// <summary>What a suite tests, whatever kind of kind it is for.</summary>
public interface ISuite
{
    /// <summary>The words of the kinds, those alone whose options are of a type.</summary>
    IEnumerable<string> WordsOf(Type options);
}

/// <summary>
/// The tests of all kinds of one thing: each test runs once for each of <see cref="Kinds"/>, which by default are the catalog's. An
/// author of another kind derives a class from a suite and names the kind there.
/// </summary>
public abstract class Suite<T> : ISuite
    where T : notnull
{
    /// <summary>What experiment files of these tests may name, and where <see cref="Kinds"/> are from by default: the library's
    /// catalog.</summary>
    public virtual Catalog Catalog => Catalog.Default;

    /// <summary>The kinds to be tested, each under a word of its own; two may be one kind with other options.</summary>
    public abstract IReadOnlyList<Named<T>> Kinds { get; }

    /// <summary>The kind of a word.</summary>
    protected T this[string word] => Kinds.Single(kind => kind.Word == word).Value;

    IEnumerable<string> ISuite.WordsOf(Type options) =>
        Kinds.Where(kind => options.IsInstanceOfType(kind.Value)).Select(kind => kind.Word);
}
