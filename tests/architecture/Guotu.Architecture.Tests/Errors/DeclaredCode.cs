using Guotu.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guotu.Architecture.Tests.Errors;

/// <summary>An error code as a source declares it: <c>static readonly ErrorCode Name = new("AREA-0001")</c>.</summary>
public sealed record DeclaredCode(string Path, int Line, string Owner, string Code)
{
    public static IEnumerable<DeclaredCode> In(SourceFile file) =>
        from field in file.Root.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()
        where IsErrorCode(field)
        let literal = field.ArgumentList?.Arguments.FirstOrDefault()?.Expression as LiteralExpressionSyntax
        where literal?.Token.Value is string
        let owner = field.Ancestors().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault()?.Identifier.ValueText ?? string.Empty
        select new DeclaredCode(file.Path, file.LineOf(field), owner, (string)literal.Token.Value!);

    public override string ToString() => $"{Path}:{Line} {Owner} {Code}";

    private static bool IsErrorCode(BaseObjectCreationExpressionSyntax creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => named.Type.ToString() == "ErrorCode",
        _ => creation.Ancestors().OfType<VariableDeclarationSyntax>().FirstOrDefault()?.Type.ToString() == "ErrorCode"
            || creation.Ancestors().OfType<PropertyDeclarationSyntax>().FirstOrDefault()?.Type.ToString() == "ErrorCode",
    };
}
