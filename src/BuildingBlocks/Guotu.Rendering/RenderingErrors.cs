using Guotu.Kernel.Results;

namespace Guotu.Rendering;

/// <summary>Refusals of the drawing of documents.</summary>
public static class RenderingErrors
{
    /// <summary>No installed font has the character: the document is refused rather than printed with a box.</summary>
    public static readonly ErrorCode MissingGlyph = new("REN-0001");

    /// <summary>A control, direction or broken character that would print nothing or turn the text around.</summary>
    public static readonly ErrorCode UnprintableCharacter = new("REN-0002");

    /// <summary>A piece that may not be broken is higher than a page.</summary>
    public static readonly ErrorCode TooTallForPage = new("REN-0003");

    /// <summary>The content does not fit a QR code at error level M.</summary>
    public static readonly ErrorCode QrContentTooLong = new("REN-0004");

    /// <summary>What is to be shown does not fit the map frame at the scale asked for.</summary>
    public static readonly ErrorCode MapDoesNotFit = new("REN-0005");

    /// <summary>A drawing library is not installed.</summary>
    public static readonly ErrorCode LibraryMissing = new("REN-0006");

    /// <summary>A picture is not a readable PNG.</summary>
    public static readonly ErrorCode PictureUnreadable = new("REN-0007");

    /// <summary>A section takes more pages than its kind of paper has.</summary>
    public static readonly ErrorCode TooManyPages = new("REN-0009");

    /// <summary>A map has nothing to show, or a coordinate that is not a number.</summary>
    public static readonly ErrorCode MapHasNoExtent = new("REN-0008");
}
