using Guotu.Rendering.Figures;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Flow;

/// <summary>
/// Issuing office and date at the lower right with the seal pressing both (署名、成文日期、印章, GB/T 9704-2012 7.3.5), and the
/// verification code at the lower left. It never stands on a page without some of the text above it.
/// </summary>
/// <param name="Lines">Lines from top to bottom, centred on the seal's axis: office, then date.</param>
public sealed record SignatureBlock(IReadOnlyList<string> Lines) : Block
{
    public TextStyle Style { get; init; } = new(FontRole.FangSong, TypeSize.Four);

    /// <summary>Where the seal goes; null for an unsealed paper.</summary>
    public SealPlace? Seal { get; init; }

    /// <summary>Code at the left; null for none.</summary>
    public QrCodeFigure? Qr { get; init; }

    /// <summary>Side of the code with its quiet zone, in millimetres.</summary>
    public double QrSize { get; init; } = 26;

    public string? QrCaption { get; init; }

    public TextStyle QrCaptionStyle { get; init; } = new(FontRole.Hei, TypeSize.Six);

    /// <summary>Distance of the signature's widest part from the right edge, in millimetres.</summary>
    public double RightIndent { get; init; } = 8;

    public double SpaceBefore { get; init; } = 4;

    internal override IReadOnlyList<FlowSlice> Slice(LayoutScope scope, FlowSpace space)
    {
        var pitch = Style.Size * 1.9;
        var lines = Lines.Select(text => scope.Line(text, Style)).ToList();
        var sealSize = Seal?.Diameter ?? 0;
        var textHeight = pitch * lines.Count;
        var qrHeight = Qr is null ? 0 : QrSize + (QrCaption is null ? 0 : QrCaptionStyle.Size * 1.6);
        var height = Math.Max(textHeight, Math.Max(sealSize, qrHeight));
        var half = Math.Max(sealSize, lines.Select(l => l.Width).DefaultIfEmpty(0).Max()) / 2;
        var axis = new PointMm(space.Width - RightIndent - half, height / 2);

        var shapes = new List<PageShape>();
        if (Seal is not null)
            shapes.AddRange(Seal.At(scope, axis));
        var top = axis.Y - (textHeight / 2) + ((pitch - Style.Size) / 2);
        for (var i = 0; i < Lines.Count; i++)
            shapes.AddRange(scope.TextAt(Lines[i], Style, new PointMm(axis.X, top + (i * pitch)), TextAlignment.Centre));
        if (Qr is not null)
            shapes.AddRange(QrShapes(scope, Qr, (height - qrHeight) / 2));
        return [new FlowSlice(height, shapes) { What = "署名和印章部分", SpaceBefore = SpaceBefore, KeepWithPrevious = true }];
    }

    private IEnumerable<PageShape> QrShapes(LayoutScope scope, QrCodeFigure qr, double top)
    {
        var shapes = qr.Draw(scope, QrSize, QrSize).Select(s => s.MovedBy(new PointMm(0, top)));
        return QrCaption is null
            ? shapes
            : shapes.Concat(scope.TextAt(
                QrCaption, QrCaptionStyle, new PointMm(QrSize / 2, top + QrSize + (QrCaptionStyle.Size * 0.2)), TextAlignment.Centre));
    }
}
