// Renders the theme as Connect does: with Go's html/template. Arguments: template files, of which a later one replaces
// definitions of an earlier one. Standard input: {"Data": …, "Config": …}. A field that the data does not have is an error.
package main

import (
	"encoding/json"
	"html/template"
	"log"
	"os"
)

type page struct {
	Data   map[string]any
	Config map[string]any
}

func main() {
	log.SetFlags(0)
	var p page
	if err := json.NewDecoder(os.Stdin).Decode(&p); err != nil {
		log.Fatal(err)
	}
	// The one value that the server hands over as markup: a hidden input of its own.
	p.Data["CsrfField"] = template.HTML(p.Data["CsrfField"].(string))
	set, err := template.New("theme").Option("missingkey=error").ParseFiles(os.Args[1:]...)
	if err != nil {
		log.Fatal(err)
	}
	if err := set.ExecuteTemplate(os.Stdout, "index.tmpl", p); err != nil {
		log.Fatal(err)
	}
}
