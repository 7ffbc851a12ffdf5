using System.Xml.Linq;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Reading;

/// <summary>Collects everything that is wrong with a file, so that its drawer mends all of it at once.</summary>
internal sealed class ReadingNotes
{
    private readonly List<Error> _errors = [];

    public bool IsClean => _errors.Count == 0;

    public void Add(Error error) => _errors.Add(error);

    public void NotSupported(XElement element) =>
        _errors.Add(new Error(FlowErrors.ElementNotSupported, ("element", element.Name.LocalName), ("name", element.Label())) { Line = element.Line() });

    public void AttributeWrong(XElement element, string attribute) =>
        _errors.Add(new Error(FlowErrors.AttributeWrong, ("element", element.Name.LocalName), ("attribute", attribute))
        {
            Line = element.Line(),
            Field = attribute,
        });

    /// <summary>The attribute, or a note and an empty text.</summary>
    public string Required(XElement element, XName attribute)
    {
        if (element.Text(attribute) is { } text)
        {
            return text;
        }

        AttributeWrong(element, attribute.LocalName);
        return string.Empty;
    }

    public Error Summary() => _errors[0] with { Others = _errors.Skip(1).ToList() };
}
