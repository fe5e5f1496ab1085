namespace Gmsa.Experiments.Config;

/// <summary>Knows the kinds of an assembly: what <c>gmsa --with FILE.dll</c> asks, and a program that adds them by itself.</summary>
public interface ICatalogExtension
{
    /// <summary>The catalog with these kinds too, as in <c>catalog.With&lt;MyOptions&gt;("my")</c>.</summary>
    static abstract Catalog Extend(Catalog catalog);
}

/// <summary>Says who knows the kinds of this assembly: <c>[assembly: ExtendsCatalog&lt;MyKinds&gt;]</c>.</summary>
public sealed class ExtendsCatalogAttribute<T> : ExtendsCatalogAttribute
    where T : ICatalogExtension
{
    internal override Catalog Extend(Catalog catalog) => T.Extend(catalog);
}

/// <inheritdoc cref="ExtendsCatalogAttribute{T}"/>
[AttributeUsage(AttributeTargets.Assembly)]
public abstract class ExtendsCatalogAttribute : Attribute
{
    internal abstract Catalog Extend(Catalog catalog);
}
