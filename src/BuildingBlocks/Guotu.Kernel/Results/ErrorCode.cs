namespace Guotu.Kernel.Results;

/// <summary>
/// A registered error code (错误代码) such as <c>GEO-0004</c>. Every value is declared once, as a static of a
/// <c>*Errors</c> class, and has its Chinese text and way out in <c>Errors/Catalogue/*.yaml</c>; a test compares both.
/// </summary>
/// <param name="Value">Area of three or four capitals, a hyphen, four digits.</param>
public readonly record struct ErrorCode(string Value)
{
    public override string ToString() => Value;
}
