using Guotu.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guotu.Architecture.Tests.Borders;

/// <summary>Names that say nothing of what a thing is for are refused: things then gather there that belong elsewhere.</summary>
public sealed class NameTests
{
    private static readonly string[] EmptyFolders = ["Services", "Utils", "Utilities", "Helpers", "Common", "Managers", "Misc", "Base"];
    private static readonly string[] EmptyEndings = ["Utils", "Util", "Utilities", "Helpers", "Helper", "Manager", "Managers", "Base"];

    [Fact]
    public void No_folder_has_a_name_that_says_nothing() =>
        Findings.MustBeNone(
            SourceTree.Files("src").Concat(SourceTree.Files("tests"))
                .Select(p => Path.GetDirectoryName(p)!)
                .Distinct()
                .Where(HasEmptyPart));

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Findings.MustBeNone(
            from file in SourceTree.Product.Concat(SourceTree.Tests)
            from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            where IsEmptyTypeName(type.Identifier.ValueText)
            select $"{file.Path}:{file.LineOf(type)} {type.Identifier.ValueText}");

    [Theory]
    [InlineData("CaseManager", true)]
    [InlineData("StringUtils", true)]
    [InlineData("Helpers", true)]
    [InlineData("Services", true)]
    [InlineData("RuleBase", true)]
    [InlineData("Database", false)]
    [InlineData("CaseNumbering", false)]
    public void The_rule_catches_what_it_is_for(string name, bool refused) => Assert.Equal(refused, IsEmptyTypeName(name));

    private static bool HasEmptyPart(string folder) => folder.Split('/').Any(part => EmptyFolders.Contains(part, StringComparer.OrdinalIgnoreCase));

    // "Database" ends with "base" but is a word of its own: an ending begins with its capital.
    private static bool IsEmptyTypeName(string name) =>
        EmptyFolders.Contains(name) || EmptyEndings.Any(e => name.EndsWith(e, StringComparison.Ordinal));
}
