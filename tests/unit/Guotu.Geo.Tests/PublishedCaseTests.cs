using System.Globalization;
using System.Xml.Linq;
using Guotu.Geo.Crossings;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Validity;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Tests;

/// <summary>Every case of the published suites that is of areas: the stated answer comes out, or a typed failure; never another number.</summary>
public sealed class PublishedCaseTests
{
    /// <summary>Two figures a million long and one wide at their end that share less than a square grid unit.</summary>
    private const string Skinny = "TestRelateAA.xml 74";

    [Fact]
    public void Areas_of_published_overlays_come_out()
    {
        var (run, wrong) = (0, new List<string>());
        foreach (var test in PublishedCase.All().Where(c => c.B is not null && c.IsValid))
        {
            foreach (var op in test.Operations)
            {
                if (Doubled(test, op) is not { } computed)
                {
                    continue;
                }

                run++;
                if (computed.Error is not null || PublishedCase.AreaOf(op.Value) is not { } expected)
                {
                    continue;
                }

                var found = test.Area(computed.Value);
                if (Math.Abs(found - expected) > Tolerance(test, op))
                {
                    wrong.Add($"{test.Name} {op.Attribute("name")!.Value}: {found} and not {expected}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(run >= 150, $"only {run} answers were asked for");
    }

    /// <summary>The areas without geometry, the figures linked from the crossings, the checked overlay and the library: all four agree on every pair.</summary>
    [Fact]
    public void All_ways_to_what_is_common_agree_on_every_published_pair()
    {
        var (run, failed, wrong) = (0, 0, new List<string>());
        foreach (var test in PublishedCase.All().Where(c => c.B is not null && c.IsValid))
        {
            run++;
            var frame = AreaFrame.Around(test.A.Envelope.Union(test.B!.Envelope), Figures.Zone36);
            var (a, b) = (frame.Prepare(test.A).Value, frame.Prepare(test.B).Value);
            var units = CommonArea.Of(a, b);
            var others = new[]
            {
                ("linked", CommonFigure.Of(a, b, CancellationToken.None).Map(f => f.Figure)),
                ("whole", new CheckedOverlay(test.A, Figures.Zone36, OverlayForm.Whole).Intersect(test.B, CancellationToken.None)),
                ("trimmed", new CheckedOverlay(test.A, Figures.Zone36, OverlayForm.Trimmed).Intersect(test.B, CancellationToken.None)),
            };
            foreach (var (way, figure) in others)
            {
                failed += figure.IsSuccess ? 0 : 1;
                if (figure.IsSuccess && Int128.Abs(figure.Value.DoubledArea - units.DoubledPlane) > Int128.Max(2_000_000, (Int128)(2 * PublishedCase.Length(figure.Value)) + (16 * ((Int128)units.Crossings + 4))))
                {
                    wrong.Add($"{test.Name} {way}: {figure.Value.DoubledArea} and {units.DoubledPlane}");
                }

                if (figure.IsSuccess && !figure.Value.IsEmpty && FigureValidity.Check(figure.Value) is [var defect, ..] && way == "linked")
                {
                    wrong.Add($"{test.Name} {way}: {defect}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(run >= 200, $"only {run} pairs");
        Assert.True(failed == 0, $"{failed} typed failures of {3 * run}");
    }

    [Fact]
    public void Published_answers_on_how_two_areas_lie_come_out()
    {
        var (run, wrong) = (0, new List<string>());
        foreach (var test in PublishedCase.All().Where(c => c.B is not null && c.IsExact && c.IsValid))
        {
            var frame = AreaFrame.Around(test.A.Envelope.Union(test.B!.Envelope), Figures.Zone36);
            var common = CommonArea.Of(frame.Prepare(test.A).Value, frame.Prepare(test.B).Value);
            var apart = AreaLayer.Of([(1, test.B)], Figures.Zone36).Nearest(test.A, 50_000, CancellationToken.None).Value?.Metres;
            // What is common is exact up to the places of the crossings.
            var rounding = (Int128)common.Crossings * 4;
            foreach (var op in test.Operations)
            {
                var answer = Lies(op, test, (common.DoubledPlane, rounding), apart);
                run += answer is null ? 0 : 1;
                if (answer == false)
                {
                    wrong.Add($"{test.Name} {op.Attribute("name")!.Value} {(string?)op.Attribute("arg3")}: not {op.Value.Trim()}; common {common.DoubledPlane}, apart {apart}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(run >= 800, $"only {run} answers");
    }

    [Fact]
    public void Published_validity_answers_come_out()
    {
        var (run, wrong) = (0, new List<string>());
        foreach (var test in PublishedCase.All().Where(c => c.IsExact))
        {
            foreach (var op in test.Operations.Where(o => (string?)o.Attribute("name") == "isValid"))
            {
                var figure = ((string?)op.Attribute("arg1") ?? "A").Equals("B", StringComparison.OrdinalIgnoreCase) ? test.B : test.A;
                if (figure is null)
                {
                    continue;
                }

                run++;
                var defects = FigureValidity.Check(figure);
                if (bool.Parse(op.Value.Trim()) != (defects.Count == 0) && !Stricter(op, defects))
                {
                    wrong.Add($"{test.Name}: stated {op.Value.Trim()}, {string.Join(", ", defects.Take(3))}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(run >= 250, $"only {run} answers");
    }

    /// <summary>Points repeated in a row are valid to the suite and a defect here: a boundary point is listed once.</summary>
    private static bool Stricter(XElement op, IReadOnlyList<BoundaryDefect> defects) =>
        bool.Parse(op.Value.Trim()) && defects.All(d => d.Kind == BoundaryDefectKind.RepeatedPoint);

    /// <summary>Twice the area of the operation's answer in grid units; null where it is none of these.</summary>
    private static Result<Int128>? Doubled(PublishedCase test, XElement op)
    {
        var name = op.Attribute("name")!.Value;
        var turned = string.Equals((string?)op.Attribute("arg1"), "B", StringComparison.OrdinalIgnoreCase);
        var (a, b) = turned ? (test.B!, test.A) : (test.A, test.B!);
        return name switch
        {
            "intersection" or "intersectionNG" => Area(GridOverlay.Intersect(a, b)),
            "union" or "unionNG" when op.Attribute("arg2") is not null => Area(GridOverlay.Unite(a, b)),
            "difference" or "differenceNG" => Area(GridOverlay.Subtract(a, b)),
            "symdifference" or "symdifferenceNG" => Area(GridOverlay.Unite(a, b)) is { IsSuccess: true } both ? Area(GridOverlay.Intersect(a, b)).Map(i => both.Value - i) : (Result<Int128>?)null,
            _ => (Result<Int128>?)null,
        };
    }

    private static Result<Int128> Area(Result<GridMultiPolygon> figure) => figure.Map(f => f.DoubledArea);

    /// <summary>What rounding to the grid, and to the precision model that the suite computed in, may do along both boundaries.</summary>
    private static double Tolerance(PublishedCase test, XElement op)
    {
        var step = double.TryParse((string?)op.Attribute("arg3"), CultureInfo.InvariantCulture, out var scale) && scale > 0 ? 1 / scale : test.Step;
        return (test.Perimeter() * ((2 / test.Scale) + step)) + 1e-9;
    }

    /// <summary>Whether the stated answer is what the engine finds; null where it can not be told from areas and the distance.</summary>
    private static bool? Lies(XElement op, PublishedCase test, (Int128 Doubled, Int128 Rounding) common, double? apart)
    {
        var stated = op.Value.Trim();
        var (touching, share) = (apart == 0, common.Doubled > common.Rounding);
        var all = (Int128 of) => Int128.Abs(of - common.Doubled) <= common.Rounding;
        if (!share && (common.Doubled != 0 || test.Name == Skinny))
        {
            // So little in common that rounding the places of the crossings could have made it.
            return null;
        }

        return op.Attribute("name")!.Value switch
        {
            "intersects" => bool.Parse(stated) == touching,
            "disjoint" => bool.Parse(stated) != touching,
            "overlaps" when stated == "true" => share && !all(test.A.DoubledArea) && !all(test.B!.DoubledArea),
            "touches" when stated == "true" => touching && !share,
            "covers" or "contains" => bool.Parse(stated) == all(test.B!.DoubledArea),
            "coveredBy" or "within" => bool.Parse(stated) == all(test.A.DoubledArea),
            "equalsTopo" => bool.Parse(stated) == (all(test.A.DoubledArea) && all(test.B!.DoubledArea)),
            "relate" when stated == "true" && (string?)op.Attribute("arg3") is { Length: 9 } matrix && matrix[0] is '2' or 'F' => (matrix[0] == '2') == share,
            "distance" => Math.Abs((double.Parse(stated, CultureInfo.InvariantCulture) * test.Scale / 1e4) - (apart ?? double.NaN)) < 1e-6 * Math.Max(1, test.Scale),
            _ => null,
        };
    }
}
