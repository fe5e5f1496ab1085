using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>
/// What programs outside of an assembly can name, as text: a line for each type and each of its members, in ordinal order. What the
/// compiler makes for records (equality, copying, printing, deconstruction) follows from their kind and is left out.
/// </summary>
internal static partial class PublicApi
{
    private const int MostShown = 20;
    private const string Renewal =
        "GMSA_SNAPSHOTS=write in the environment of this test renews PublicApi.txt, to be read before it is committed";

    private static readonly SymbolDisplayFormat Name = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance);

    private static readonly SymbolDisplayFormat Use = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeConstantValue
            | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeType,
        kindOptions: SymbolDisplayKindOptions.IncludeMemberKeyword,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.StaticMethod,
        parameterOptions: SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeExtensionThis
            | SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeType,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    /// <summary>The lines of an assembly, whose references are among those of the tests.</summary>
    public static IReadOnlyList<string> Of(MetadataReference assembly)
    {
        // Private members too: one tells records from classes.
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, metadataImportOptions: MetadataImportOptions.All);
        var compilation = CSharpCompilation.Create("outside", references: [assembly, .. SourceTree.References], options: options);
        var symbol = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(assembly)!;
        return [.. Types(symbol.GlobalNamespace).Where(IsSeen).SelectMany(Lines).Order(StringComparer.Ordinal)];
    }

    /// <summary>The first lines that are in one of the two alone, then how to renew the approved ones; none where they are alike.</summary>
    public static IReadOnlyList<string> Violations(IReadOnlyList<string> approved, IReadOnlyList<string> found)
    {
        string[] differ =
        [
            .. approved.Except(found).Select(line => (Word: "gone: ", Line: line))
                .Concat(found.Except(approved).Select(line => (Word: "new: ", Line: line)))
                .OrderBy(l => l.Line, StringComparer.Ordinal).Select(l => l.Word + l.Line),
        ];
        if (differ.Length == 0) return approved.SequenceEqual(found) ? [] : [$"the lines are in another order; {Renewal}"];
        var more = differ.Length > MostShown ? FormattableString.Invariant($"and {differ.Length - MostShown} lines more; ") : "";
        return [.. differ.Take(MostShown), $"{more}the public API is not what the approved text says; {Renewal}"];
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol within) => within.GetMembers().SelectMany(m => m switch
    {
        INamespaceSymbol inner => Types(inner),
        INamedTypeSymbol type => Types(type).Prepend(type),
        _ => [],
    });

    private static bool IsSeen(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && (symbol.ContainingType is null || IsSeen(symbol.ContainingType));

    private static IEnumerable<string> Lines(INamedTypeSymbol type)
    {
        var name = type.ToDisplayString(Name);
        string[] bases = [.. Bases(type).Select(b => b.ToDisplayString(Use))];
        yield return $"{name} ({Kind(type)}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : "")})";
        if (type.TypeKind == TypeKind.Delegate) yield break;
        foreach (var member in type.GetMembers().Where(m => m is not INamedTypeSymbol && IsSeen(m) && !IsCompilers(m)))
            yield return $"{name}: {Hidden().Replace(member.ToDisplayString(Use), "")}";
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        if (type.TypeKind is TypeKind.Enum or TypeKind.Delegate) yield break;
        if (type is { TypeKind: TypeKind.Class, BaseType: { SpecialType: SpecialType.None } parent }) yield return parent;
        foreach (var contract in type.Interfaces.Where(i => IsSeen(i) && !(i.Name == "IEquatable" && IsRecord(type))))
            yield return contract;
    }

    private static string Kind(INamedTypeSymbol type) => type.TypeKind switch
    {
        TypeKind.Interface => "interface",
        TypeKind.Enum => "enum",
        TypeKind.Delegate => "delegate " + type.ToDisplayString(Use),
        TypeKind.Struct => (type.IsReadOnly ? "readonly " : "") + (IsRecord(type) ? "record struct" : "struct"),
        _ => (type.IsStatic ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")
            + (IsRecord(type) ? "record" : "class"),
    };

    private static bool IsRecord(INamedTypeSymbol type) => type.GetMembers("PrintMembers").Any(IsMarked);

    private static bool IsCompilers(ISymbol member) => member.IsImplicitlyDeclared || member switch
    {
        IMethodSymbol { AssociatedSymbol: not null } => true, // stands in the line of its property or event
        IMethodSymbol => IsMarked(member),
        IPropertySymbol { Name: "EqualityContract" } property => IsRecord(property.ContainingType),
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum, HasConstantValue: false } => true,
        _ => false,
    };

    private static bool IsMarked(ISymbol symbol) =>
        symbol.GetAttributes().Any(a => a.AttributeClass?.Name == "CompilerGeneratedAttribute");

    /// <summary>Accessors that nobody outside can call.</summary>
    [GeneratedRegex(@" (private protected|private|internal) (get|set|init);")]
    private static partial Regex Hidden();
}
