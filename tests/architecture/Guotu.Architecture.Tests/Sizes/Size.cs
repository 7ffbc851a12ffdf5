using Guotu.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guotu.Architecture.Tests.Sizes;

/// <summary>How long a file or a method is, in lines.</summary>
public sealed record Size(string What, int Lines)
{
    private static readonly string[] Extensions = [".cs", ".ts", ".vue", ".sh", ".mjs", ".bats", ".css"];

    /// <summary>Files that people write; generated clients and stored data are not.</summary>
    public static IEnumerable<Size> OfFiles() =>
        from path in SourceTree.Files("src").Concat(SourceTree.Files("tests")).Concat(SourceTree.Files("build"))
        where Extensions.Contains(Path.GetExtension(path)) && !path.Contains(".generated.", StringComparison.Ordinal) && !path.EndsWith("generated.d.ts", StringComparison.Ordinal)
        select new Size(path, SourceTree.ReadText(path).Count(c => c == '\n'));

    public static IEnumerable<Size> OfMethods() => SourceTree.Product.Concat(SourceTree.Tests).SelectMany(OfMethods);

    public static IEnumerable<Size> OfMethods(SourceFile file) =>
        from node in file.Root.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax { ExpressionBody: not null } or GlobalStatementSyntax
        select new Size($"{file.Path}:{file.LineOf(node)} {NameOf(node)}", LinesOf(node));

    // Comments and attributes above a method are not its length.
    private static int LinesOf(SyntaxNode node)
    {
        var first = node switch
        {
            BaseMethodDeclarationSyntax { AttributeLists.Count: > 0 } method => method.AttributeLists.Last().GetLastToken().GetNextToken(),
            _ => node.GetFirstToken(),
        };
        var start = node.SyntaxTree.GetLineSpan(first.Span).StartLinePosition.Line;
        return node.SyntaxTree.GetLineSpan(node.Span).EndLinePosition.Line - start + 1;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText + "()",
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        AccessorDeclarationSyntax accessor => accessor.Keyword.ValueText,
        GlobalStatementSyntax => "Program",
        _ => node.Kind().ToString(),
    };
}
