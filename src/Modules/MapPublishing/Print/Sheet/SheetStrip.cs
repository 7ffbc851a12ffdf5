using System.Globalization;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.MapPublishing.Print.Sheet;

/// <summary>The foot of a sheet: notes on coordinates and heights, numeric scale with its bar, sign-off block (说明、比例尺、签署栏).</summary>
internal sealed class SheetStrip(SheetContent content, SheetType type, LayoutScope scope)
{
    private const double BarRoom = 62;
    private const int BarParts = 4;
    private const int SignOffColumns = 2;

    private readonly List<PageShape> _shapes = [];

    private BoxMm Strip => content.Plan.Strip;

    public IReadOnlyList<PageShape> Draw()
    {
        var signOff = content.Layout.Strip.SignOff.Count == 0 ? 0 : type.Mm(content.Layout.Strip.SignOffWidth);
        var bar = type.Mm(BarRoom);
        if (signOff > 0)
        {
            SignOff(new BoxMm(Strip.Right - signOff, Strip.Y, signOff, Strip.Height));
        }

        var notesWidth = Strip.Width - signOff - bar - (2 * type.Mm(3));
        Scale(new BoxMm(Strip.X + notesWidth + type.Mm(3), Strip.Y, bar, Strip.Height));
        Notes(Strip with { Width = notesWidth });
        return _shapes;
    }

    private void Notes(BoxMm box)
    {
        var setting = new ParagraphStyle { Alignment = TextAlignment.Left, LineSpacing = 1.3 };
        var size = 1.0;
        var lines = Lines();
        while (lines.Sum(l => l.Height) > box.Height && size > 0.7)
        {
            size -= 0.05;
            lines = Lines();
        }

        var y = box.Y;
        foreach (var line in lines)
        {
            _shapes.AddRange(line.Runs.Select(r => r.MovedBy(new PointMm(box.X, y))));
            y += line.Height;
        }

        List<TextLine> Lines() =>
            [.. content.Notes.SelectMany(n => scope.Lines(new Paragraph([new TextSpan(n, type.Body with { Points = type.Body.Points * size })], setting), box.Width))];
    }

    private void Scale(BoxMm box)
    {
        var number = type.Head with { Points = type.Head.Points * 1.35 };
        var top = box.Y + type.Mm(0.6);
        _shapes.AddRange(scope.TextAt("1:" + content.Scale.ToString(CultureInfo.InvariantCulture), number, new PointMm(box.Centre.X, top), TextAlignment.Centre));
        var part = NiceSteps.AtMost(type.Mm(BarRoom - 10) * content.Scale / 1000 / BarParts);
        var width = part * 1000 / content.Scale;
        var left = box.Centre.X - (width * BarParts / 2);
        var barTop = top + (number.Size * 1.35) + (type.Body.Size * 1.35);
        for (var i = 0; i < BarParts; i++)
        {
            var piece = new BoxMm(left + (i * width), barTop, width, type.Mm(1.3));
            _shapes.Add(new PathShape(PagePath.Rectangle(piece)) { Fill = new FillStyle(i % 2 == 0 ? Colour.Black : Colour.White), Stroke = type.Hair });
        }

        var inKilometres = part * BarParts >= 4000;
        for (var i = 0; i <= BarParts; i += BarParts / 2)
        {
            var value = (part * i / (inKilometres ? 1000 : 1)).ToString("0.##", CultureInfo.InvariantCulture);
            var unit = i < BarParts ? string.Empty : inKilometres ? " 千米" : " 米";
            var half = scope.Line(value, type.Body).Width / 2;
            _shapes.AddRange(scope.TextAt(value + unit, type.Body, new PointMm(left + (i * width) - half, barTop - (type.Body.Size * 1.35)), TextAlignment.Left));
        }
    }

    private void SignOff(BoxMm box)
    {
        var words = content.Layout.Strip.SignOff;
        var rows = (words.Count + SignOffColumns - 1) / SignOffColumns;
        var (cellWidth, cellHeight) = (box.Width / SignOffColumns, box.Height / rows);
        var label = Math.Min(cellWidth * 0.36, type.Mm(13));
        for (var i = 0; i < words.Count; i++)
        {
            var cell = new BoxMm(box.X + (i % SignOffColumns * cellWidth), box.Y + (i / SignOffColumns * cellHeight), cellWidth, cellHeight);
            _shapes.Add(new PathShape(PagePath.Rectangle(cell)) { Stroke = type.Hair });
            _shapes.Add(new PathShape(PagePath.Line(new(cell.X + label, cell.Y), new(cell.X + label, cell.Bottom))) { Stroke = type.Hair });
            _shapes.AddRange(SheetType.Level(scope, words[i], type.Body, new PointMm(cell.X + (label / 2), cell.Centre.Y)));
        }
    }
}
