using System.Xml;
using System.Xml.Linq;

namespace Guotu.Bpmn.Reading;

/// <summary>Names of the two namespaces and the line of an element.</summary>
internal static class BpmnXml
{
    public static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Guotu = "http://guotu.cn/bpmn";
    public static readonly XNamespace Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";

    public static int Line(this XElement element) => ((IXmlLineInfo)element).LineNumber;

    public static string? Text(this XElement element, XName attribute) =>
        element.Attribute(attribute)?.Value.Trim() is { Length: > 0 } text ? text : null;

    public static string Id(this XElement element) => element.Text("id") ?? string.Empty;

    /// <summary>Name, or id where the drawer gave no name.</summary>
    public static string Label(this XElement element) => element.Text("name") ?? element.Id();

    public static IEnumerable<XElement> Extensions(this XElement element) =>
        element.Elements(Bpmn + "extensionElements").Elements().Where(e => e.Name.Namespace == Guotu);
}
