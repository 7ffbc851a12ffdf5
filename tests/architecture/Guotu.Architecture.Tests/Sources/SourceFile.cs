using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Guotu.Architecture.Tests.Sources;

/// <summary>One C# source of the project, parsed.</summary>
public sealed record SourceFile(string Path, string Text)
{
    private readonly Lazy<SyntaxNode> _root = new(() => CSharpSyntaxTree.ParseText(Text, new CSharpParseOptions(LanguageVersion.CSharp12)).GetRoot());

    public SyntaxNode Root => _root.Value;

    public int LineCount => Text.Count(c => c == '\n') + (Text.EndsWith('\n') || Text.Length == 0 ? 0 : 1);

    public int LineOf(SyntaxNode node) => node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line + 1;
}
