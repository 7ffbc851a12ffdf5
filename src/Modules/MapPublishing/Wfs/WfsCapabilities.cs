using System.Globalization;
using System.Xml;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Nodes;
using Guotu.MapPublishing.Ogc;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Wfs;

/// <summary>GetCapabilities: what the service does, and the layers that the caller sees.</summary>
internal sealed class WfsCapabilities(XmlWriter xml, string address, CountySettings county, GaussKrugerZone zone)
{
    private static readonly string[] Comparisons =
    [
        "PropertyIsEqualTo", "PropertyIsNotEqualTo", "PropertyIsLessThan", "PropertyIsGreaterThan", "PropertyIsLessThanOrEqualTo",
        "PropertyIsGreaterThanOrEqualTo", "PropertyIsLike", "PropertyIsNull", "PropertyIsBetween",
    ];

    private static readonly string[] Spatials = ["BBOX", "Intersects", "Disjoint", "Equals", "Touches", "Crosses", "Within", "Contains", "Overlaps"];

    private static readonly string[] Kept =
        ["ImplementsBasicWFS", "KVPEncoding", "XMLEncoding", "ImplementsResultPaging"];

    private static readonly string[] NotKept =
    [
        "ImplementsTransactionalWFS", "ImplementsLockingWFS", "SOAPEncoding", "ImplementsInheritance", "ImplementsRemoteResolve",
        "ImplementsStandardJoins", "ImplementsSpatialJoins", "ImplementsTemporalJoins", "ImplementsFeatureVersioning", "ManageStoredQueries",
    ];

    private static readonly string[] FilterKept =
    [
        "ImplementsQuery", "ImplementsAdHocQuery", "ImplementsResourceId", "ImplementsMinStandardFilter", "ImplementsStandardFilter",
        "ImplementsMinSpatialFilter", "ImplementsSpatialFilter", "ImplementsSorting", "ImplementsMinimumXPath",
    ];

    private static readonly string[] FilterNotKept =
    [
        "ImplementsFunctions", "ImplementsMinTemporalFilter", "ImplementsTemporalFilter", "ImplementsVersionNav", "ImplementsExtendedOperators", "ImplementsSchemaElementFunc",
    ];

    public void Write(IReadOnlyList<LayerListed> layers)
    {
        xml.WriteStartElement("wfs", "WFS_Capabilities", WfsXml.Wfs);
        foreach (var (prefix, ns) in ((string, string)[])[("ows", WfsXml.Ows), ("fes", WfsXml.Fes), ("gml", WfsXml.Gml), ("xlink", WfsXml.Xlink), (WfsXml.Prefix, WfsXml.Own)])
        {
            xml.WriteAttributeString("xmlns", prefix, null, ns);
        }

        xml.WriteAttributeString("version", "2.0.0");
        WriteService();
        WriteOperations();
        xml.WriteStartElement("FeatureTypeList", WfsXml.Wfs);
        foreach (var layer in layers)
        {
            WriteType(layer);
        }

        xml.WriteEndElement();
        WriteFilters();
        xml.WriteEndElement();
    }

    private void WriteService()
    {
        xml.WriteStartElement("ServiceIdentification", WfsXml.Ows);
        xml.WriteElementString("Title", WfsXml.Ows, county.Bureau + " 要素服务");
        xml.WriteElementString("ServiceType", WfsXml.Ows, "WFS");
        xml.WriteElementString("ServiceTypeVersion", WfsXml.Ows, "2.0.0");
        xml.WriteEndElement();
        xml.WriteStartElement("ServiceProvider", WfsXml.Ows);
        xml.WriteElementString("ProviderName", WfsXml.Ows, county.Bureau);
        xml.WriteElementString("ServiceContact", WfsXml.Ows, string.Empty);
        xml.WriteEndElement();
    }

    private void WriteOperations()
    {
        xml.WriteStartElement("OperationsMetadata", WfsXml.Ows);
        foreach (var name in WfsEndpoint.Operations)
        {
            xml.WriteStartElement("Operation", WfsXml.Ows);
            xml.WriteAttributeString("name", name);
            xml.WriteStartElement("DCP", WfsXml.Ows);
            xml.WriteStartElement("HTTP", WfsXml.Ows);
            foreach (var method in (string[])["Get", "Post"])
            {
                xml.WriteStartElement(method, WfsXml.Ows);
                xml.WriteAttributeString("href", WfsXml.Xlink, address);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
            if (name == "GetFeature")
            {
                Parameter("resultType", "results", "hits");
                Parameter("outputFormat", WfsXml.GmlType, WfsXml.GeoJsonType);
            }

            xml.WriteEndElement();
        }

        Constraints(WfsXml.Ows, Kept, NotKept);
        xml.WriteEndElement();
    }

    private void WriteType(LayerListed layer)
    {
        xml.WriteStartElement("FeatureType", WfsXml.Wfs);
        xml.WriteElementString("Name", WfsXml.Wfs, WfsXml.Prefix + ":" + layer.Definition.Code);
        xml.WriteElementString("Title", WfsXml.Wfs, layer.Definition.Name);
        var systems = OgcCrs.All(zone).Where(c => c.Epsg is not null).ToList();
        xml.WriteElementString("DefaultCRS", WfsXml.Wfs, systems[0].Urn);
        foreach (var other in systems.Skip(1))
        {
            xml.WriteElementString("OtherCRS", WfsXml.Wfs, other.Urn);
        }

        if (layer.Box is { IsEmpty: false } box)
        {
            var (west, south, east, north) = new Positions(OgcCrs.Crs84, new GaussKrugerProjection(zone)).Of(box);
            xml.WriteStartElement("WGS84BoundingBox", WfsXml.Ows);
            xml.WriteElementString("LowerCorner", WfsXml.Ows, string.Create(CultureInfo.InvariantCulture, $"{west} {south}"));
            xml.WriteElementString("UpperCorner", WfsXml.Ows, string.Create(CultureInfo.InvariantCulture, $"{east} {north}"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void WriteFilters()
    {
        xml.WriteStartElement("Filter_Capabilities", WfsXml.Fes);
        xml.WriteStartElement("Conformance", WfsXml.Fes);
        Constraints(WfsXml.Fes, FilterKept, FilterNotKept);
        xml.WriteEndElement();
        xml.WriteStartElement("Id_Capabilities", WfsXml.Fes);
        Named("ResourceIdentifier", ["fes:ResourceId"]);
        xml.WriteEndElement();
        xml.WriteStartElement("Scalar_Capabilities", WfsXml.Fes);
        xml.WriteElementString("LogicalOperators", WfsXml.Fes, string.Empty);
        xml.WriteStartElement("ComparisonOperators", WfsXml.Fes);
        Named("ComparisonOperator", Comparisons);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("Spatial_Capabilities", WfsXml.Fes);
        xml.WriteStartElement("GeometryOperands", WfsXml.Fes);
        Named("GeometryOperand", ["gml:Envelope", "gml:Point", "gml:LineString", "gml:Polygon", "gml:MultiSurface"]);
        xml.WriteEndElement();
        xml.WriteStartElement("SpatialOperators", WfsXml.Fes);
        Named("SpatialOperator", Spatials);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void Named(string element, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            xml.WriteStartElement(element, WfsXml.Fes);
            xml.WriteAttributeString("name", name);
            xml.WriteEndElement();
        }
    }

    private void Constraints(string ns, IEnumerable<string> kept, IEnumerable<string> notKept)
    {
        foreach (var (name, value) in kept.Select(k => (k, "TRUE")).Concat(notKept.Select(k => (k, "FALSE"))))
        {
            xml.WriteStartElement("Constraint", ns);
            xml.WriteAttributeString("name", name);
            xml.WriteElementString("NoValues", WfsXml.Ows, string.Empty);
            xml.WriteElementString("DefaultValue", WfsXml.Ows, value);
            xml.WriteEndElement();
        }
    }

    private void Parameter(string name, params string[] values)
    {
        xml.WriteStartElement("Parameter", WfsXml.Ows);
        xml.WriteAttributeString("name", name);
        xml.WriteStartElement("AllowedValues", WfsXml.Ows);
        foreach (var value in values)
        {
            xml.WriteElementString("Value", WfsXml.Ows, value);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}

/// <summary>A layer in the capabilities; no box where it could not be read or nothing is seen.</summary>
internal sealed record LayerListed(LayerDefinition Definition, GridEnvelope? Box);
