using System.Globalization;
using Guotu.Geo.Geometry;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Demonstration.Ground;

namespace Guotu.OneMap.Demonstration;

/// <summary>Features of the survey layers: DLTB, XZQ and, cut from DLTB, YJJBNT. Each enumeration gives the same again.</summary>
internal sealed class SurveyFeatures(InventedCounty county, CountyZones zones, ILandClasses landClasses, DateOnly asOf)
{
    public const string Label = "演示数据";

    private const string CountyCode = "610724";

    public IEnumerable<NewFeature> Towns()
    {
        var towns = county.Draw(patch => county.TownOf[patch], 0);
        for (var town = 0; town < CountyTownPlan.All.Count; town++)
        {
            var (planned, figure) = (CountyTownPlan.All[town], towns.Figure(town));
            yield return new NewFeature(figure, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["BSM"] = Bsm("1000", town + 1),
                ["YSDM"] = "1000600100",
                ["XZQDM"] = planned.Code12,
                ["XZQMC"] = planned.Name,
                ["DCMJ"] = SurveyArea.Text(figure),
                ["JSMJ"] = SurveyArea.Text(figure),
                ["MSSM"] = "00",
                ["BZ"] = Label,
            });
        }
    }

    public IEnumerable<NewFeature> Patches()
    {
        var villages = new Villages(county.Noise);
        foreach (var patch in county.Patches.Regions)
        {
            var figure = GridMultiPolygon.Of(county.PatchFigure(patch.Number));
            var area = SurveyArea.Text(figure);
            var attributes = Common("2001", "2001010100", patch, villages);
            attributes["TBMJ"] = area;
            attributes["TBDLMJ"] = area;
            attributes["MSSM"] = "00";
            attributes["BZ"] = Label;
            AddCultivation(attributes, patch);
            if (county.Classes[patch.Number] is "0701" or "0702")
            {
                attributes["CZCSXM"] = county.Classes[patch.Number] == "0701" ? "202" : "203";
            }

            yield return new NewFeature(figure, attributes);
        }
    }

    public IEnumerable<NewFeature> PermanentFarmland()
    {
        var villages = new Villages(county.Noise);
        var serial = 0;
        foreach (var patch in county.Patches.Regions.Where(p => zones.Farmland[p.Number]))
        {
            var figure = GridMultiPolygon.Of(county.PatchFigure(patch.Number));
            var town = CountyTownPlan.All[county.TownOf[patch.Number]];
            var attributes = Common("2005", "2005010300", patch, villages);
            attributes.Remove("QSDWDM");
            attributes.Remove("QSDWMC");
            attributes["XZQDM"] = town.Code12;
            attributes["XZQMC"] = town.Name;
            attributes["YJJBNTTBBH"] = town.Code + (++serial).ToString("00000000", CultureInfo.InvariantCulture);
            attributes["YJJBNTTBMJ"] = SurveyArea.Text(figure);
            attributes["YJJBNTMJ"] = attributes["YJJBNTTBMJ"];
            attributes["WDGD"] = "1";
            attributes["BHKSSJ"] = "2022-10-14";
            attributes["BZ"] = Label;
            AddCultivation(attributes, patch);
            yield return new NewFeature(figure, attributes);
        }
    }

    internal static string Bsm(string layer, int serial) => CountyCode + layer + serial.ToString("00000000", CultureInfo.InvariantCulture);

    private Dictionary<string, string> Common(string layer, string elementCode, Region patch, Villages villages)
    {
        var town = CountyTownPlan.All[county.TownOf[patch.Number]];
        var (village, name) = villages.At(town, county.East(patch), county.North(patch));
        var code = county.Classes[patch.Number];
        var state = county.Origins[patch.Number] != PatchOrigin.Land || code is "0701" or "05H1" or "08H1" or "0601";
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["BSM"] = Bsm(layer, patch.Number + 1),
            ["YSDM"] = elementCode,
            ["TBBH"] = villages.NextNumber(village),
            ["DLBM"] = code,
            ["DLMC"] = landClasses.Find(code)!.Name,
            ["QSXZ"] = state ? "20" : "30",
            ["QSDWDM"] = village,
            ["QSDWMC"] = name,
            ["ZLDWDM"] = village,
            ["ZLDWMC"] = name,
            ["SJNF"] = asOf.Year.ToString(CultureInfo.InvariantCulture),
        };
    }

    private void AddCultivation(Dictionary<string, string> attributes, Region patch)
    {
        if (county.Classes[patch.Number] is not ("0101" or "0103"))
        {
            return;
        }

        var height = county.Terrain.Height(county.East(patch), county.North(patch));
        attributes["GDPDJB"] = height < LandCover.ValleyTop ? "1" : height < 600 ? "2" : height < LandCover.HillTop ? "3" : "4";
        if (height >= LandCover.ValleyTop)
        {
            attributes["GDLX"] = "TT";
        }
    }
}
