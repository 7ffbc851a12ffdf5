using System.Globalization;
using Guotu.Approval.ListTasks;
using Guotu.Approval.Store;
using Guotu.Database.Work;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Nodes;
using Guotu.OneMap.Contracts;

namespace Guotu.Approval.OnTheMap;

/// <summary>Applications' parcels on the one map, and cases found by number or project (申请地块、按件定位). Only what the caller may see.</summary>
public sealed class CasesOnTheMap(IUnitsOfWork units, CountySettings county) : IMapParcels, ILocateSource
{
    private const int MostPlaces = 10;
    private const int ShortestText = 2;

    private const string BoxSql =
        """
        SELECT p.case_id, p.parcel_no, p.parcel_name, p.figure_text, c.project_name, c.state_code, c.receipt_number, c.case_number
        FROM ap_case_parcel p JOIN ap_case c ON c.case_id = p.case_id
        WHERE {scope:ap_case:c} AND p.min_east <= :p_max_e AND p.max_east >= :p_min_e AND p.min_north <= :p_max_n AND p.max_north >= :p_min_n
        ORDER BY p.case_id DESC, p.parcel_no
        """;

    private const string TextSql =
        """
        SELECT c.case_id, c.project_name, c.receipt_number, c.case_number, MIN(p.min_east) AS min_east, MIN(p.min_north) AS min_north,
          MAX(p.max_east) AS max_east, MAX(p.max_north) AS max_north
        FROM ap_case c JOIN ap_case_parcel p ON p.case_id = c.case_id
        WHERE {scope:ap_case:c} AND (c.project_name LIKE :p_like ESCAPE '!' OR c.receipt_number LIKE :p_like ESCAPE '!' OR c.case_number LIKE :p_like ESCAPE '!')
        GROUP BY c.case_id, c.project_name, c.receipt_number, c.case_number ORDER BY c.case_id DESC
        """;

    public async Task<IReadOnlyList<MapParcel>> FindAsync(GridEnvelope envelope, int limit, Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!caller.May(ApprovalPermissions.Read))
        {
            return [];
        }

        var arguments = new { p_min_e = envelope.MinEast, p_max_e = envelope.MaxEast, p_min_n = envelope.MinNorth, p_max_n = envelope.MaxNorth };
        await using var session = await units.ReadAsync(caller.Scope, ct);
        var page = await session.PageAsync<ParcelRow>(BoxSql, arguments, new Kernel.Paging.PageRequest(1, Math.Min(limit, Kernel.Paging.PageRequest.MaxSize)), ct);
        return page.Items.Select(r => new MapParcel(FigureText.Read(r.FigureText), r.Properties)).ToList();
    }

    public async Task<IReadOnlyList<LocatedPlace>> FindAsync(string text, Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(caller);
        if (text.Trim().Length < ShortestText || !caller.May(ApprovalPermissions.Read))
        {
            return [];
        }

        await using var session = await units.ReadAsync(caller.Scope, ct);
        var page = await session.PageAsync<PlaceRow>(TextSql, new { p_like = LikeText.Containing(text) }, new Kernel.Paging.PageRequest(1, MostPlaces), ct);
        var display = new DisplayGeometry(GaussKrugerZone.ThreeDegree(county.Zone));
        return page.Items.Select(r => r.Place(display)).ToList();
    }

    private sealed class ParcelRow
    {
        public long CaseId { get; init; }

        public int ParcelNo { get; init; }

        public string ParcelName { get; init; } = string.Empty;

        public string FigureText { get; init; } = string.Empty;

        public string ProjectName { get; init; } = string.Empty;

        public string StateCode { get; init; } = string.Empty;

        public string ReceiptNumber { get; init; } = string.Empty;

        public string? CaseNumber { get; init; }

        public IReadOnlyDictionary<string, string> Properties => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["caseId"] = CaseId.ToString(CultureInfo.InvariantCulture),
            ["number"] = CaseNumber ?? ReceiptNumber,
            ["name"] = ParcelName.Length > 0 ? ParcelName : ProjectName,
            ["projectName"] = ProjectName,
            ["state"] = CaseStates.Title(StateCode),
        };
    }

    private sealed class PlaceRow
    {
        public long CaseId { get; init; }

        public string ProjectName { get; init; } = string.Empty;

        public string ReceiptNumber { get; init; } = string.Empty;

        public string? CaseNumber { get; init; }

        public long MinEast { get; init; }

        public long MinNorth { get; init; }

        public long MaxEast { get; init; }

        public long MaxNorth { get; init; }

        public LocatedPlace Place(DisplayGeometry display)
        {
            var extent = display.Extent(new GridEnvelope(MinEast, MinNorth, MaxEast, MaxNorth));
            var id = CaseId.ToString(CultureInfo.InvariantCulture);
            return new LocatedPlace(
                $"{CaseNumber ?? ReceiptNumber} {ProjectName}", "case", (extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2, extent, "/biz/cases/" + id);
        }
    }
}
